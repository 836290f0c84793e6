"""Own texts: a stranger's folder, checked, and read into a report.

Its question: what do the methods say of texts of yours, and how often are they right? In: a folder. Out: findings with
remedies, sections, a page. Lists: templates. Stands on: all rooms below.
"""
