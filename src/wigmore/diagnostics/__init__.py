"""What is wrong with a case, where, and the smallest repair: Span, Rule, Diagnostic, Outcome."""
