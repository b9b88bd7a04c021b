import Evaluation
import Kernels
import Testing

/// What runs, in which order, and what is said where it can't.
@Suite struct ModelRunnerTests {
  @Test func computesTheOutputs() throws {
    let found = try evaluated(
      """
      <ir_version: 10, opset_import: ["" : 17]>
      main () => (float[2] y) <float[2] a = {1.0, 2.0}, float[2] b = {3.0, 4.0}> {
        sum = Add (a, b)
        y = Mul (sum, b)
      }
      """)
    #expect(found == ["float[2] [12.0, 24.0]"])
  }

  @Test func runsOnlyWhatAValueNeeds() throws {
    let found = try evaluated(
      """
      <ir_version: 10, opset_import: ["" : 17, "custom" : 1]>
      main (float[2] x) => (float[2] y) <float[2] a = {1.0, 2.0}> {
        early = Add (a, a)
        late = custom.Unknown (x)
        y = Add (early, late)
      }
      """, "early")
    #expect(found == ["float[2] [2.0, 4.0]"])
  }

  @Test func nodesMayStandInAnyOrder() throws {
    let found = try evaluated(
      """
      <ir_version: 10, opset_import: ["" : 17]>
      main () => (float[2] y) <float[2] a = {1.0, 2.0}> {
        y = Add (b, a)
        b = Add (a, a)
      }
      """)
    #expect(found == ["float[2] [3.0, 6.0]"])
  }

  @Test func aMissingKernelIsNamedWithItsTypes() throws {
    let model = try EvaluatedModel(
      """
      <ir_version: 10, opset_import: ["" : 17, "custom" : 1]>
      main () => (float[2] y) <float[2] a = {1.0, 2.0}> { y = custom.Unknown (a) }
      """)
    #expect(try model.failure() == "graph.node[0]: custom.Unknown (float[2]): there is no kernel for it")
  }

  @Test func shapesThatDoNotFitAreTold() throws {
    let model = try EvaluatedModel(
      """
      <ir_version: 10, opset_import: ["" : 17]>
      main () => (float[2] y) <float[2] a = {1.0, 2.0}, float[3] b = {1.0, 2.0, 3.0}> { y = Add (a, b) }
      """)
    #expect(try model.failure() == "graph.node[0]: Add-14 (float[2], float[3]): shapes [2] and [3] do not broadcast")
  }

  @Test func functionsRunWithTheAttributesOfTheCall() throws {
    let found = try evaluated(
      """
      <ir_version: 10, opset_import: ["" : 17, "local" : 1]>
      main () => (float[2] y, float[2] z) <float[2] a = {-1.0, 2.0}> {
        y = local.leak <slope = 0.5> (a)
        z = local.leak (a)
      }
      <domain: "local", opset_import: ["" : 17]>
      leak <slope: float = 0.25> (x) => (y) { y = LeakyRelu <alpha: float = @slope> (x) }
      """)
    #expect(found == ["float[2] [-0.5, 2.0]", "float[2] [-0.25, 2.0]"])
  }

  @Test func theMemoryCeilingHolds() throws {
    let model = try EvaluatedModel(
      """
      <ir_version: 10, opset_import: ["" : 17]>
      main () => (float[1000000] y) <int64[1] size = {1000000}> { y = ConstantOfShape (size) }
      """, memory: TensorMemory(ceiling: 1 << 20))
    #expect(try model.failure().hasSuffix("there is no memory for 4000000 bytes more"))
  }
}
