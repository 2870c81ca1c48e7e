"""The applicant's whole side: start, type, agree, file, and follow what was filed."""
