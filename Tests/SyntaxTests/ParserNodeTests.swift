import Testing

@testable import Syntax

/// Nodes, attributes and notes.
@Suite struct ParserNodeTests {
  @Test(arguments: [
    ("y = Relu (x)", "outputs‹y› = op‹Relu› ( inputs‹x› )"),
    (
      #"["n"] a, , b = ai.onnx.ml.Op:o <k = 1, j: int = @j> (x, "", c) @doc "d" @device [{name: "d"}]"#,
      #"nodeName‹[ "n" ]› outputs‹a , , b› = op‹ai . onnx . ml . Op : o› attributes‹< attribute‹k = 1› , "#
        + #"attribute‹j : int = reference‹@ j›› >› ( inputs‹x , "" , c› ) docNote‹@doc "d"› deviceNote‹@device "#
        + #"objects‹[ object‹{ field‹name : "d"› }› ]››"#
    ),
    ("[] = .Relu ()", "nodeName‹[ ]› outputs‹› = op‹. Relu› ( inputs‹› )"),
    (
      #"y = "odd op" (a,) <f = g () => () {}>"#,
      #"outputs‹y› = op‹"odd op"› ( inputs‹a ,› ) attributes‹< attribute‹f = graph‹signature‹g inputs‹( )› "#
        + "= > outputs‹( )›› bodyOpen‹{› bodyClose‹}››› >›"
    ),
    (#"y = "d"."o" (,)"#, #"outputs‹y› = op‹"d" . "o"› ( inputs‹,› )"#),
    (#"node {op_type: "A"}"#, #"node object‹{ field‹op_type : "A"› }›"#),
    (
      "node {a: graph g () => () {}, b: tensor float {1}, c: type float, d: node y = A (), e: [1, [2]], f: "
        + #"{}, h: @data("f"), i: -inf, j: x"00"}"#,
      "node object‹{ field‹a : graph graph‹signature‹g inputs‹( )› = > outputs‹( )›› bodyOpen‹{› "
        + "bodyClose‹}››› , field‹b : tensor tensor‹type‹float› payload‹elements‹{ 1 }›››› , field‹c : type "
        + "type‹float›› , field‹d : node‹node outputs‹y› = op‹A› ( inputs‹› )›› , field‹e : list‹[ 1 , list‹[ "
        + #"2 ]› ]›› , field‹f : object‹{ }›› , field‹h : data‹@data ( "f" )›› , field‹i : -inf› , field‹j : "#
        + #"x"00"› }›"#
    ),
    ("= Op ()", "outputs‹› = op‹Op› ( inputs‹› )"),
  ])
  func nodes(_ text: String, _ expected: String) {
    #expect(part(text, as: .node) == expected)
  }

  @Test func whatIsNoNode() {
    check(
      #"""
      y = ai.onnx. ()
                   ^ expected a name after '.' in the operator, found '('
      """#, as: .node)
    check(
      #"""
      y = Op <g = x> (y)
                  ^ expected a value of the attribute, found 'x'
      """#, as: .node)
    check(
      #"""
      y Op ()
        ^^ expected '=' after the node's outputs, found 'Op'
      """#, as: .node)
    check(
      #"""
      [n y = Op ()
         ^ expected ']' after the node's name, found 'y'
      """#, as: .node)
    check(
      #"""
      y = Op <> ()
              ^ expected a name of an attribute, found '>'
      """#, as: .node)
    check(
      #"""
      y = Op <a = 1> () <b = 1>
                        ^ expected nothing more here, found '<'
      """#, as: .node)
    check(
      #"""
      y = Op <a = [@x]> ()
                   ^ expected a value in the list, found '@'
      """#, as: .node)
    check(
      #"""
      y = Op <a = [1, 2> ()
                       ^ expected ']' after the last value, found '>'
      """#, as: .node)
    check(
      #"""
      y = Op <a: = 1> ()
                 ^ expected a name as the attribute's type, found '='
      """#, as: .node)
    check(
      #"""
      y = Op (x
               ^ expected ')' after the node's inputs, the text ends
      """#, as: .node)
    check(
      #"""
      y = Op (x) @doc 1
                      ^ expected a string after '@doc', found '1'
      """#, as: .node)
    check(
      #"""
      y = Op (x) @meta ["a" "b"]
                            ^^^ expected ':' after the key, found '"b"'
      """#, as: .node)
    check(
      #"""
      y = Op (x) @unknown "a"
                          ^^^ expected bytes such as x"0a00" after '@unknown', found '"a"'
      """#, as: .node)
    check(
      #"""
      y = Op (x) y
                 ^ expected nothing more here, found 'y'
      """#, as: .node)
  }

  @Test func whatIsNoObject() {
    check(
      #"""
      node {a 1}
              ^ expected ':' after the field's name, found '1'
      """#, as: .node)
    check(
      #"""
      node {a: }
               ^ expected a value of the field, found '}'
      """#, as: .node)
    check(
      #"""
      node {a: 1
                ^ expected '}' after the last field, the text ends
      """#, as: .node)
    check(
      #"""
      node {1: 1}
            ^ expected a name as the field's name, found '1'
      """#, as: .node)
    check(
      #"""
      node {a: node {}}
                    ^ expected '=' after the node's outputs, found '{'
      """#, as: .node)
  }

  @Test(arguments: [
    ("a = 1", "a = 1"),
    ("a = -1.5e3", "a = -1.5e3"),
    ("a = nan", "a = nan"),
    ("a = -Infinity", "a = -Infinity"),
    ("a = nan(0x7fc00001)", "a = nan(0x7fc00001)"),
    (#"a = "s""#, #"a = "s""#),
    (#"a = b"\x00""#, #"a = b"\x00""#),
    ("a: floats = [1, 2.5]", "a : floats = list‹[ 1 , 2.5 ]›"),
    ("a: ints = []", "a : ints = list‹[ ]›"),
    ("a = @z", "a = reference‹@ z›"),
    ("a = @doc", "a = reference‹@doc›"),
    ("a = @ doc", "a = reference‹@ doc›"),
    ("a: type_proto = float[2]", "a : type_proto = typeValue‹type‹float dims‹[ 2 ]›››"),
    (
      #"a = float[2] @doc "of the attribute""#,
      #"a = typeValue‹type‹float dims‹[ 2 ]››› docNote‹@doc "of the attribute"›"#
    ),
    (
      #"t = float[2] nm @doc "of the tensor" = {1.0, 2.0} @doc "of the attribute""#,
      #"t = tensor‹type‹float dims‹[ 2 ]›› nm docNote‹@doc "of the tensor"› = payload‹elements‹{ 1.0 , 2.0 "#
        + #"}››› docNote‹@doc "of the attribute"›"#
    ),
    ("t = float {1}", "t = tensor‹type‹float› payload‹elements‹{ 1 }›››"),
    (#"t = float[2] = x"0000""#, #"t = tensor‹type‹float dims‹[ 2 ]›› = payload‹x"0000"››"#),
    (#"t = float[2] "n""#, #"t = tensor‹type‹float dims‹[ 2 ]›› "n"›"#),
    (
      #"t = float[1] nm ["location": "f"]"#,
      #"t = tensor‹type‹float dims‹[ 1 ]›› nm payload‹entries‹[ keyValue‹"location" : "f"› ]›››"#
    ),
    (
      "t = [float[1] {1}, tensor {}]",
      "t = list‹[ tensor‹type‹float dims‹[ 1 ]›› payload‹elements‹{ 1 }››› , tensor‹tensor object‹{ }›› ]›"
    ),
    (
      "s = sparse_tensor(float[3]) {values: float[1] {1}, indices: int64[1] {0}}",
      "s = sparse‹type‹sparse_tensor ( float dims‹[ 3 ]› )› { values : tensor‹type‹float dims‹[ 1 ]›› "
        + "payload‹elements‹{ 1 }››› , indices : tensor‹type‹int64 dims‹[ 1 ]›› payload‹elements‹{ 0 }››› }›"
    ),
    ("s = sparse {}", "s = sparse‹sparse object‹{ }››"),
    (
      "g = g (x) => (y) {y = A (x)}",
      "g = graph‹signature‹g inputs‹( value‹x› )› = > outputs‹( value‹y› )›› bodyOpen‹{› node‹outputs‹y› = "
        + "op‹A› ( inputs‹x› )› bodyClose‹}››"
    ),
    (
      "g = (x) => (y) {y = A (x)}",
      "g = graph‹signature‹inputs‹( value‹x› )› = > outputs‹( value‹y› )›› bodyOpen‹{› node‹outputs‹y› = "
        + "op‹A› ( inputs‹x› )› bodyClose‹}››"
    ),
    ("g = => () {}", "g = graph‹signature‹= > outputs‹( )›› bodyOpen‹{› bodyClose‹}››"),
    (
      #"g = <doc_string: "d"> inf () => () {}"#,
      #"g = graph‹header‹< entry‹doc_string : "d"› >› signature‹inf inputs‹( )› = > outputs‹( )›› "#
        + "bodyOpen‹{› bodyClose‹}››"
    ),
    (
      #"g = "g h" () => () {}"#,
      #"g = graph‹signature‹"g h" inputs‹( )› = > outputs‹( )›› bodyOpen‹{› bodyClose‹}››"#
    ),
    (#"attr {name: "a"}"#, #"attr object‹{ field‹name : "a"› }›"#),
  ])
  func attributes(_ text: String, _ expected: String) {
    #expect(part(text, as: .attribute) == expected)
  }

  @Test func whatIsNoAttribute() {
    check(
      #"""
      g = graph {}
          ^^^^^ expected a value of the attribute, found 'graph'
      """#, as: .attribute)
    check(
      #"""
      1 = 2
      ^ expected a name of an attribute, found '1'
      """#, as: .attribute)
    check(
      #"""
      a 1
        ^ expected '=' after the attribute's name, found '1'
      """#, as: .attribute)
    check(
      #"""
      a: 1 = 2
         ^ expected a name as the attribute's type, found '1'
      """#, as: .attribute)
    check(
      #"""
      a = ]
          ^ expected a value of the attribute, found ']'
      """#, as: .attribute)
    check(
      #"""
      a = x
          ^ expected a value of the attribute, found 'x'
      """#, as: .attribute)
    check(
      #"""
      a = float[2] @raw
                       ^ expected a literal after '@raw' or '@typed', the text ends
      """#, as: .attribute)
    check(
      #"""
      a = - 5
          ^ expected a value of the attribute, found '-'
      """#, as: .attribute)
    check(
      #"""
      a = 1e
          ^^ expected a value of the attribute, found the malformed number '1e'
      """#, as: .attribute)
    check(
      #"""
      a = "abc
          ^^^^ expected a value of the attribute, found a string that does not end
      """#, as: .attribute)
    check(
      #"""
      a = b"abc
          ^^^^^ expected a value of the attribute, found a string that does not end
      "
      """#, as: .attribute)
    check(
      #"""
      a = x"00
          ^^^^ expected a value of the attribute, found a string that does not end
      """#, as: .attribute)
    check(
      #"""
      a = ünï
          ^^ expected a value of the attribute, found 'ü'
      """#, as: .attribute)
    check(
      #"""
      a = sparse_tensor(float[3]) {vals: float {}}
                                   ^^^^ expected 'values' of the sparse tensor, found 'vals'
      """#, as: .attribute)
    check(
      #"""
      a = sparse_tensor(float[3]) {values: float {}}
                                                   ^ expected ',' after the values, found '}'
      """#, as: .attribute)
  }
}
