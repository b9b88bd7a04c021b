import Testing

@testable import Syntax

/// Types, declared values, tensors and objects.
@Suite struct ParserValueTests {
  @Test(arguments: [
    ("float", "type‹float›"),
    ("float[]", "type‹float dims‹[ ]››"),
    ("float[?, N, 3]", "type‹float dims‹[ ? , N , 3 ]››"),
    (
      #"float[N @denote "DATA_BATCH", "a b"] @denote "IMAGE""#,
      #"type‹float dims‹[ N @denote "DATA_BATCH" , "a b" ]› @denote "IMAGE"›"#
    ),
    (
      "seq(optional(map(int64, seq(float[2]))))",
      "type‹seq ( type‹optional ( type‹map ( int64 , type‹seq ( type‹float dims‹[ 2 ]›› )› )› )› )›"
    ),
    ("sparse_tensor(float[3, 4])", "type‹sparse_tensor ( float dims‹[ 3 , 4 ]› )›"),
    ("opaque()", "type‹opaque ( )›"),
    ("opaque(ai.onnx, thing)", "type‹opaque ( ai . onnx , thing )›"),
    (#"opaque("a b", "c d")"#, #"type‹opaque ( "a b" , "c d" )›"#),
    (#"type {denotation: "x"}"#, #"type‹type object‹{ field‹denotation : "x"› }››"#),
  ])
  func types(_ text: String, _ expected: String) {
    #expect(part(text, as: .type) == expected)
  }

  @Test func whatIsNoType() {
    check(
      #"""
      flot[2]
      ^^^^ expected a type here, found 'flot'
      """#, as: .type)
    check(
      #"""
      float[2
             ^ expected ']' after the last dimension, the text ends
      """#, as: .type)
    check(
      #"""
      float[,]
            ^ expected a dimension (a number, a name or '?') here, found ','
      """#, as: .type)
    check(
      #"""
      seq float
          ^^^^^ expected '(' before the element type, found 'float'
      """#, as: .type)
    check(
      #"""
      map(seq(float), float)
          ^^^ expected a primitive type as the key type, found 'seq'
      """#, as: .type)
    check(
      #"""
      map(int64)
               ^ expected ',' after the key type, found ')'
      """#, as: .type)
    check(
      #"""
      sparse_tensor(x)
                    ^ expected a primitive type as the element type, found 'x'
      """#, as: .type)
    check(
      #"""
      opaque(a.1)
               ^ expected a name after '.', found '1'
      """#, as: .type)
    check(
      #"""
      float @denote 1
                    ^ expected a string after '@denote', found '1'
      """#, as: .type)
  }

  @Test(arguments: [
    (
      #"float[N] x @doc "d" @meta ["k": "v", {key: "k"}] @unknown x"0a 00""#,
      #"value‹type‹float dims‹[ N ]›› x docNote‹@doc "d"› metaNote‹@meta entries‹[ keyValue‹"k" : "v"› , "#
        + #"keyValue‹object‹{ field‹key : "k"› }›› ]›› unknownNote‹@unknown x"0a 00"››"#
    ),
    ("x", "value‹x›"),
    (#"value {name: "x"}"#, #"value‹value object‹{ field‹name : "x"› }››"#),
  ])
  func values(_ text: String, _ expected: String) {
    #expect(part(text, as: .value) == expected)
  }

  @Test func whatIsNoValue() {
    check(
      #"""
      float
           ^ expected a name of a value, the text ends
      """#, as: .value)
    check(
      #"""
      float[2] @doc "d"
               ^^^^ expected a name of a value, found '@doc'
      """#, as: .value)
  }

  @Test(arguments: [
    ("float[2] w = {1, 2.0}", "type‹float dims‹[ 2 ]›› w = payload‹elements‹{ 1 , 2.0 }››"),
    ("float[2] @raw {1, 2.0}", "type‹float dims‹[ 2 ]›› payload‹@raw elements‹{ 1 , 2.0 }››"),
    (#"int64[0] w = @typed x"""#, #"type‹int64 dims‹[ 0 ]›› w = payload‹@typed x""›"#),
    (#"float[2] = b64"AAAA""#, #"type‹float dims‹[ 2 ]›› = payload‹b64"AAAA"›"#),
    (#"float[2] w = @data("f.onnx")"#, #"type‹float dims‹[ 2 ]›› w = payload‹data‹@data ( "f.onnx" )››"#),
    (
      #"float[2] w = @data("f.onnx", "n", sha256: "ab")"#,
      #"type‹float dims‹[ 2 ]›› w = payload‹data‹@data ( "f.onnx" , "n" , sha256 : "ab" )››"#
    ),
    (#"float[2] w = @data("f.bin", 0, 8)"#, #"type‹float dims‹[ 2 ]›› w = payload‹data‹@data ( "f.bin" , 0 , 8 )››"#),
    ("float[2] w = ...", "type‹float dims‹[ 2 ]›› w = payload‹...›"),
    (
      #"float[2] w = ["location": "f"]"#,
      #"type‹float dims‹[ 2 ]›› w = payload‹entries‹[ keyValue‹"location" : "f"› ]››"#
    ),
    (
      #"complex64[1] {1.0, nan(0x7fc00001), x"00", "s", inf}"#,
      #"type‹complex64 dims‹[ 1 ]›› payload‹elements‹{ 1.0 , nan(0x7fc00001) , x"00" , "s" , inf }››"#
    ),
  ])
  func tensors(_ text: String, _ expected: String) {
    #expect(part(text, as: .tensor) == expected)
  }

  @Test func whatIsNoTensor() {
    check(
      #"""
      float[2] w = {1, x}
                       ^ expected an element of the tensor, found 'x'
      """#, as: .tensor)
    check(
      #"""
      float[2] w = {1 2}
                      ^ expected '}' after the last element, found '2'
      """#, as: .tensor)
    check(
      #"""
      float[2] w = @data
                        ^ expected '(' after '@data', the text ends
      """#, as: .tensor)
    check(
      #"""
      float[2] w = @data("f", 1)
                               ^ expected ',' after the offset, found ')'
      """#, as: .tensor)
    check(
      #"""
      float[2] w = @data("f", sha256 "a")
                                     ^^^ expected ':' after 'sha256', found '"a"'
      """#, as: .tensor)
    check(
      #"""
      float[2] w = @raw ["location": "f"]
                        ^ expected a literal after '@raw' or '@typed', found '['
      """#, as: .tensor)
  }
}
