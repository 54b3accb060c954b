"""The rules, one a module, each with the record ``RULE``. Nothing but `discovery` imports them."""
