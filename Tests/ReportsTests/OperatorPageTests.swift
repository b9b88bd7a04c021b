import JSON
import Operators
import Reports
import Testing

@Suite struct OperatorPageTests {
  let catalog = OperatorCatalog()

  private func page(_ name: String, _ version: Int) throws -> String {
    let schema = try #require(catalog.schema(name, domain: "", version: version))
    return OperatorPage.text(schema, catalog: catalog, width: 80, color: false)
  }

  @Test func allThereIsToKnowOfAnOperator() throws {
    let expected = """
      Squeeze-11  (ai.onnx, versions 11 to 12)

      Remove single-dimensional entries from the shape of a tensor. Takes a parameter
      `axes` with a list of axes to squeeze. If `axes` is not provided, all the single
      dimensions will be removed from the shape. If an axis is selected with shape
      entry not equal to one, an error is raised.

      Inputs (1)
        data: T
          Tensors with at least max(dims) dimensions.

      Outputs (1)
        squeezed: T
          Reshaped tensor with same data as input.

      Attributes
        axes: ints, optional
          List of integers indicating the dimensions to squeeze. Negative value means
          counting dimensions from the back. Accepted range is [-r, r-1] where r =
          rank(data).

      Types
        T: float16, float, double, int8, int16, int32, int64, uint8, uint16, uint32,
          uint64, bool, string, complex64, complex128
          Constrain input and output types to all tensor types.

      History (! changes what a node means, or refuses it)
         1    first version
        11    documentation only
        13    T may also be bfloat16
              input axes is new, and optional
            ! attribute axes is gone

      """
    let text = try page("Squeeze", 11)
    #expect(text.hasPrefix(expected), "\(text)")
    #expect(text.contains("\nRuntimes\n  onnxruntime (CPU): T float16, "))
  }

  @Test func titlesSayWhatIsSpecial() throws {
    #expect(try page("Upsample", 10).hasPrefix("Upsample-10  (ai.onnx, since version 10; deprecated)"))
    #expect(try page("Clip", 12).hasPrefix("Clip-12  (ai.onnx, version 12 only)"))
    #expect(try page("HardSwish", 22).hasPrefix("HardSwish-22  (ai.onnx, since version 22; defined by a function)"))
  }

  @Test func noLineIsWiderThanTheTerminal() throws {
    for name in ["Conv", "LSTM", "Attention", "Loop"] {
      for line in try page(name, 28).split(separator: "\n") where line.count > 80 {
        // What is longer is code, a table or one long word.
        #expect(line.contains("  ") || line.hasPrefix("|") || !line.contains(" "), "\(line)")
      }
    }
  }

  @Test func theSameForPrograms() throws {
    let schema = try #require(catalog.schema("Concat", domain: "", version: 13))
    let bytes = OperatorJSON.bytes(schema, catalog: catalog)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(
      text.hasPrefix("{\n  \"version\": 1,\n  \"name\": \"Concat\",\n  \"domain\": \"\",\n  \"since_version\": 13,"))
    #expect(text.contains("\"max_inputs\": null"))
    #expect(text.contains("\"option\": \"variadic\""))
  }
}
