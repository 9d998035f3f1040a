"""Translates SAM templates with aws-sam-translator, for TestTranslator.

Reads names of files, one a line; writes a line of JSON for each: the template
as the translator got it, and what it made of it or why it refused.
"""

import copy
import json
import logging
import os
import sys

os.environ["AWS_DEFAULT_REGION"] = "us-east-1"
logging.disable(logging.CRITICAL)

from samtranslator.parser.parser import Parser
from samtranslator.plugins.application import serverless_app_plugin
from samtranslator.region_configuration import RegionConfiguration
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse
from samtranslator.model.exceptions import InvalidDocumentException


def call(self, service_call, app_id, semver, key, logical_id):
    self._applications[key] = f"serverlessrepo:{app_id}@{semver}"


# asks AWS
serverless_app_plugin.ServerlessAppPlugin._make_service_call_with_retry = call
RegionConfiguration.is_service_supported = classmethod(lambda cls, service, region=None: True)

URIS = {
    "AWS::Serverless::Function": ["CodeUri"],
    "AWS::Serverless::LayerVersion": ["ContentUri"],
    "AWS::Serverless::Api": ["DefinitionUri"],
    "AWS::Serverless::HttpApi": ["DefinitionUri"],
    "AWS::Serverless::StateMachine": ["DefinitionUri"],
}


def uploaded(uri):
    return uri if not isinstance(uri, str) or uri.startswith("s3://") else "s3://bucket/" + (uri.lstrip("./") or "code")


def upload(template, estates):
    """Does what sam package does: a path on disk becomes an object of S3, and of
    real estates what sam build fills in is there."""
    for section in [template.get("Globals")]:
        if isinstance(section, dict):
            for kind, properties in section.items():
                for name in URIS.get("AWS::Serverless::" + kind, []):
                    if isinstance(properties, dict) and name in properties:
                        properties[name] = uploaded(properties[name])
    in_globals = (template.get("Globals") or {}).get("Function") or {}
    for resource in (template.get("Resources") or {}).values():
        if not isinstance(resource, dict):
            continue
        kind, properties = resource.get("Type"), resource.get("Properties")
        if not isinstance(properties, dict) or not isinstance(kind, str):
            continue
        for name in URIS.get(kind, []):
            if name in properties:
                properties[name] = uploaded(properties[name])
        if kind == "AWS::Serverless::Function" and estates:
            if properties.get("PackageType", in_globals.get("PackageType")) == "Image":
                properties.setdefault("ImageUri", "image")
            elif not {"CodeUri", "InlineCode"} & {*properties, *in_globals}:
                properties["CodeUri"] = uploaded(".")


def translate(name):
    with open(name, encoding="utf-8") as f:
        template = yaml_parse(f.read())
    if not isinstance(template, dict) or "AWS::Serverless::" not in str(template):
        return None
    upload(template, "/iac/" in name)
    given = json.loads(json.dumps(template, default=str))
    result = {"file": name, "input": copy.deepcopy(given)}
    try:
        result["output"] = Translator(None, Parser()).translate(given, {})
    except InvalidDocumentException as e:
        result["errors"] = [c.message for c in e.causes]
    except Exception as e:  # the translator fails on some wrong types
        result["errors"] = [f"{type(e).__name__}: {e}"]
    return result


for line in sys.stdin:
    try:
        result = translate(line.strip())
    except Exception as e:
        result = None
    if result is not None:
        print(json.dumps(result, default=str))
