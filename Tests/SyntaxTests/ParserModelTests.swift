import Testing

@testable import Syntax

/// Models, graphs and functions.
@Suite struct ParserModelTests {
  @Test func aGraphWithEverything() {
    #expect(
      outline(
        #"""
        <doc_string: "d", metadata_props: ["a": "b"], quantization_annotation: [{tensor_name: "t"}], _unknown: x"00"> g (float x = {1} @doc "d", y) => (z) <float v, float[1] w = {1}, sparse_tensor(float[2]) s = {values: float[1] {1}, indices: int64[1] {0}}, sparse_tensor(float[2]) = {values: float {}, indices: int64 {}}, tensor {}, sparse {}, value {},> {z = A (x)}
        """#, as: .graph) == #"""
          header‹< entry‹doc_string : "d"› , entry‹metadata_props : entries‹[ keyValue‹"a" : "b"› ]›› , entry‹quantization_annotation : objects‹[ object‹{ field‹tensor_name : "t"› }› ]›› , entry‹_unknown : x"00"› >›
          signature‹g inputs‹( value‹type‹float› x› payload‹= payload‹elements‹{ 1 }›› docNote‹@doc "d"›› , value‹y› )› = > outputs‹( value‹z› )››
          declarationsOpen‹<›
          declaration‹value‹type‹float› v› ,›
          declaration‹tensor‹type‹float dims‹[ 1 ]›› w = payload‹elements‹{ 1 }››› ,›
          declaration‹sparse‹type‹sparse_tensor ( float dims‹[ 2 ]› )› s = { values : tensor‹type‹float dims‹[ 1 ]›› payload‹elements‹{ 1 }››› , indices : tensor‹type‹int64 dims‹[ 1 ]›› payload‹elements‹{ 0 }››› }› ,›
          declaration‹sparse‹type‹sparse_tensor ( float dims‹[ 2 ]› )› = { values : tensor‹type‹float› payload‹elements‹{ }››› , indices : tensor‹type‹int64› payload‹elements‹{ }››› }› ,›
          declaration‹tensor‹tensor object‹{ }›› ,›
          declaration‹sparse‹sparse object‹{ }›› ,›
          declaration‹value‹value object‹{ }›› ,›
          declarationsClose‹>›
          bodyOpen‹{›
          node‹outputs‹z› = op‹A› ( inputs‹x› )›
          bodyClose‹}›
          """#)
  }

  @Test func aFunctionWithEverything() {
    #expect(
      outline(
        #"""
        <domain: "d", overload: "o", opset_import: ["": 1, :2, {version: 3}]> f <a, b: int = 1, attr {}> (x, float y) => (z) <float v> {z = A (x)}
        """#, as: .function) == #"""
          header‹< entry‹domain : "d"› , entry‹overload : "o"› , entry‹opset_import : opsets‹[ opset‹"" : 1› , opset‹: 2› , opset‹object‹{ field‹version : 3› }›› ]›› >›
          functionSignature‹f parameters‹< parameter‹a› , attribute‹b : int = 1› , attribute‹attr object‹{ }›› >› inputs‹( value‹x› , value‹type‹float› y› )› = > outputs‹( value‹z› )››
          declarationsOpen‹<›
          declaration‹value‹type‹float› v››
          declarationsClose‹>›
          bodyOpen‹{›
          node‹outputs‹z› = op‹A› ( inputs‹x› )›
          bodyClose‹}›
          """#)
  }

  @Test func aFunctionAsAnObject() {
    #expect(
      outline(
        #"""
        function {}
        """#, as: .function) == #"""
          object‹function object‹{ }››
          """#)
  }

  @Test func aModelWithAFunction() {
    #expect(
      outline(
        #"""
        <ir_version: 8, producer_name: "p", configuration: [{}], training_info: [{algorithm: graph g () => () {}}],> g () => () {} f () => () {}
        """#, as: .model) == #"""
          header‹< entry‹ir_version : 8› , entry‹producer_name : "p"› , entry‹configuration : objects‹[ object‹{ }› ]›› , entry‹training_info : objects‹[ object‹{ field‹algorithm : graph graph‹signature‹g inputs‹( )› = > outputs‹( )›› bodyOpen‹{› bodyClose‹}››› }› ]›› , >›
          signature‹g inputs‹( )› = > outputs‹( )››
          bodyOpen‹{›
          bodyClose‹}›
          functionSignature‹f inputs‹( )› = > outputs‹( )››
          bodyOpen‹{›
          bodyClose‹}›
          """#)
  }

  @Test func aModelAsAnObject() {
    #expect(
      outline(
        #"""
        model {graph: {}}
        """#, as: .model) == #"""
          object‹model object‹{ field‹graph : object‹{ }›› }››
          """#)
  }

  @Test func whatIsNoGraph() {
    check(
      #"""
      g (x) = > (y) {}
            ^ expected '=>' between inputs and outputs, found '='
      """#, as: .graph)
    check(
      #"""
      g (x) =>
              ^ expected '(' before the outputs, the text ends
      """#, as: .graph)
    check(
      #"""
      <ir_version: 1> g () => () {}
       ^^^^^^^^^^ expected a key of this header, found 'ir_version'
      """#, as: .graph)
    check(
      #"""
      g () => () {} x
                    ^ expected nothing more here, found 'x'
      """#, as: .graph)
  }

  @Test func whatIsNoHeader() {
    check(
      #"""
      <opset_import: ["a" 1]>
                          ^ expected ':' after the domain, found '1'
      g () => () {}
      """#)
    check(
      #"""
      <opset_import: [1]>
                      ^ expected ':' after the domain, found '1'
      g () => () {}
      """#)
    check(
      #"""
      <ir_version: "8">
                   ^^^ expected an integer as the value, found '"8"'
      g () => () {}
      """#)
    check(
      #"""
      <_unknown: 1>
                 ^ expected bytes such as x"0a00" as the value, found '1'
      g () => () {}
      """#)
  }

  @Test func whatIsNoFunction() {
    check(
      #"""
      g () => () {}
      f <a b> () => () {}
           ^ expected '>' after the function's attributes, found 'b'
      h () => () {}
      """#)
    check(
      #"""
      g () => () {}
      f () => () <float[1] w = {1}> {}
                             ^ expected ',' or '>' after a declaration, found '='
      """#)
    check(
      #"""
      g () => () {}
      f {
        ^ expected '(' before the function's inputs, found '{'
        y = A (x)
      }
      """#)
  }
}
