"""Document to Reading: zones by general cues, the page's own statements, sentences, quotations, syntax."""
