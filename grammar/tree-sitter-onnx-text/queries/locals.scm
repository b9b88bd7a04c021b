; A graph sees the values of the graphs around it, a function none of them.

[(graph) (function)] @local.scope

(values (value name: (identifier) @local.definition.parameter))
(declarations (value name: (identifier) @local.definition.var))
(outputs (identifier) @local.definition.var)
(parameters (identifier) @local.definition.parameter)
(parameters (attribute name: (identifier) @local.definition.parameter))

(inputs (identifier) @local.reference)
