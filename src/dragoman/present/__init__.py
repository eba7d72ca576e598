"""What people see: brief, annotation, terminal, Markdown, HTML, JSON. Text from outside is escaped everywhere."""
