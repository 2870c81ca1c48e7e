"""The routes of payments × every role, part of tests/routes.py."""

# fmt: off
PAGES = {
    "own_payee_account":       "RM",
    "enter_payee_account":     "R",
    "payee_accounts":          "NA",
    "payee_account":           "NA",
    "payee_passbook":          "RMNA",
    "check_payee_account":     "N",
    "confirm_payee_account":   "A",
    "return_payee_account":    "NA",
}
API = {
    "api_payee_accounts":                           "RMNA",
    "api_payee_account":                            "RMNA",
    "api_payee_passbook":                           "RMNA",
    "api_payee_account_acts":                       "RMNA",
    "api_house_acts_enter_payee_account":           "R",
    "api_payee_account_acts_check_payee_account":   "N",
    "api_payee_account_acts_confirm_payee_account": "A",
    "api_payee_account_acts_return_payee_account":  "NA",
}
# fmt: on
