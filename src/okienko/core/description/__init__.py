"""Descriptions: how tables that people write become values, and how every fault in them is told.

A city describes its office in files. This package knows nothing of offices: it reads plain tables into frozen
dataclasses, guided by the type of each field and by the rules set on it (`fields.told`), and it never stops
at the first fault. Each fault carries its place, so that whoever wrote the file can find the line.
"""
