"""Exceptions of the libraries that upstream uses, so that a traceback reads as theirs."""

from typing import Type


def _like(module: str, name: str, base: Type[BaseException] = Exception) -> Type[BaseException]:
    return type(name, (base,), {"__module__": module, "__doc__": "As %s.%s." % (module, name)})


MultipleInvalid = _like("voluptuous.error", "MultipleInvalid")
OutOfMemoryError = _like("torch", "OutOfMemoryError", RuntimeError)
SafetensorError = _like("safetensors._safetensors_rust", "SafetensorError")
LocalEntryNotFoundError = _like(
    "huggingface_hub.errors", "LocalEntryNotFoundError", FileNotFoundError
)
