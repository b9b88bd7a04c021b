import Testing

/// Sequences and optionals: what elements have in common, and what is known exactly.
@Suite struct SequenceTests {
  @Test func elementsHaveTheirCommonType() throws {
    let model = try InferredModel(
      opset: 17, "float[N, 3] x, float[2, 3] y, int64 i",
      """
      s = SequenceConstruct (x, y)
      e = SequenceAt (s, i)
      n = SequenceLength (s)
      """)
    #expect(model.type("s") == "seq(float[?, 3])")
    #expect(model.type("e") == "float[?, 3]")
    #expect(model.elements("n") == "2")
  }

  @Test func knownSequencesAreFollowed() throws {
    let model = try InferredModel(
      opset: 17, "float[2] x, float[5] y", weights: "int64 first = {0}, int64 last = {-1}",
      """
      none = SequenceEmpty ()
      one = SequenceInsert (none, x)
      two = SequenceInsert (one, y, first)
      a = SequenceAt (two, last)
      b = SequenceErase (two)
      c = SequenceAt (b, first)
      """)
    #expect(model.type("none") == "seq(float)")
    #expect(model.type("one") == "seq(float[2])")
    #expect(model.type("two") == "seq(float[?])")
    #expect(model.type("a") == "float[2]")
    #expect(model.type("c") == "float[5]")
    #expect(model.problems == [])
  }

  @Test func splitsAndConcatenations() throws {
    let model = try InferredModel(
      opset: 17, "float[7, 3] x, float[N, 3] y", weights: "int64 two = {2}, int64[2] parts = {3, 4}",
      """
      a = SplitToSequence (x, two)
      b = SplitToSequence <axis = 0> (x, parts)
      c = SplitToSequence <keepdims = 0> (y)
      p = ConcatFromSequence <axis = 0> (a)
      q = ConcatFromSequence <axis = -1, new_axis = 1> (c)
      """)
    #expect(model.type("a") == "seq(float[?, 3])")
    #expect(model.type("b") == "seq(float[?, 3])")
    #expect(model.type("c") == "seq(float[3])")
    #expect(model.type("p") == "float[7, 3]")
    #expect(model.type("q") == "float[3, ?]")
    #expect(model.problems == [])
  }

  @Test func sequencesThatCannotBe() throws {
    func problems(_ nodes: String) throws -> [String] {
      try InferredModel(
        opset: 17, "float[7, 3] x, int64[2] k, float[4, 2] z", weights: "int64 five = {5}, int64[2] parts = {3, 3}",
        nodes
      ).problems
    }
    #expect(try problems("s = SequenceConstruct (x, x) e = SequenceAt (s, five)") == ["S019 input 1"])
    #expect(try problems("s = SequenceConstruct (x, x) t = SequenceInsert (s, k)") == ["T002 input 1"])
    #expect(try problems("s = SplitToSequence (x, parts)") == ["S014 input 1"])
    #expect(try problems("s = SplitToSequence <axis = 2> (x)") == ["S012 attribute axis"])
    #expect(try problems("s = SequenceConstruct (x, z) y = ConcatFromSequence <axis = 0> (s)") == ["S002 input 0"])
    #expect(
      try problems("s = SequenceConstruct (x, x) y = ConcatFromSequence <axis = 2> (s)") == ["S012 attribute axis"])
    #expect(
      try problems("s = SequenceConstruct (x, x) y = ConcatFromSequence <axis = 0, new_axis = 2> (s)")
        == ["A013 attribute new_axis"])
    #expect(try problems("s = SequenceEmpty <dtype = 99> ()") == ["A013 attribute dtype"])
  }

  @Test func ranksAreKnownOfWhatIsRefused() throws {
    let model = try InferredModel(
      opset: 17, "float[2, 3, N] x, float[2, 4, N] y",
      "s = SequenceConstruct (x, y) z = ConcatFromSequence <axis = 2> (s)")
    #expect(model.type("z") == "float[2, ?, ?]")
    #expect(model.problems == ["S002 input 0"])
  }

  @Test func optionals() throws {
    let model = try InferredModel(
      opset: 18, "float[N] x, optional(float[4]) o",
      """
      a = Optional (x)
      b = OptionalHasElement (a)
      c = OptionalGetElement (a)
      d = OptionalGetElement (o)
      e = OptionalHasElement (o)
      f = OptionalHasElement ()
      g = OptionalGetElement (x)
      """)
    #expect(model.type("a") == "optional(float[N])")
    #expect(model.elements("b") == "1")
    #expect(model.type("c") == "float[N]")
    #expect(model.type("d") == "float[4]")
    #expect(model.elements("e") == "-")
    #expect(model.elements("f") == "0")
    #expect(model.type("g") == "float[N]")
    #expect(try InferredModel(opset: 18, "float[N] x", "a = Optional ()").problems == ["A011 node"])
  }
}
