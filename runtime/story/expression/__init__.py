"""Typed expressions of the story language."""

from runtime.story.expression.compiler import Compiled, Scope, compile_expression
from runtime.story.expression.kinds import MAX_NUMBER, MAX_TEXT, NUMBER, SET, TEXT, TRUTH, Kind, Value, kind_of, spoken
from runtime.story.expression.operators import TooLargeError
from runtime.story.expression.tokens import ExpressionError, Fault

__all__ = [
    "MAX_NUMBER",
    "MAX_TEXT",
    "NUMBER",
    "SET",
    "TEXT",
    "TRUTH",
    "Compiled",
    "ExpressionError",
    "Fault",
    "Kind",
    "Scope",
    "TooLargeError",
    "Value",
    "compile_expression",
    "kind_of",
    "spoken",
]
