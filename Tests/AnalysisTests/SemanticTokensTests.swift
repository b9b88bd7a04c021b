import Analysis
import TestSupport
import Testing

@Suite struct SemanticTokensTests {
  /// Says each token as `kind modifier...` below its line.
  private func marks(_ snapshot: Snapshot, in range: Range<Int>? = nil) -> [Mark] {
    let tokens = range.map { snapshot.semanticTokens(in: $0) } ?? snapshot.semanticTokens()
    return tokens.map { token in
      let modifiers = SemanticModifiers.names.enumerated()
        .filter { token.modifiers.contains(SemanticModifiers(rawValue: 1 << UInt8($0.offset))) }.map(\.element)
      return Mark(token.range, (["\(token.kind)"] + modifiers).joined(separator: " "))
    }
  }

  private func expect(_ text: String, analyzed: Bool = true, at location: SourceLocation = #_sourceLocation) {
    let marked = MarkedText(text)
    var snapshot = Snapshot(uri: "file:///m.onnxtxt", version: 0, text: marked.bytes, project: MarkedSnapshot.project)
    if analyzed { snapshot.analyze() }
    #expect(MarkedText.render(marked.text, marks(snapshot)) == text, sourceLocation: location)
  }

  @Test func everythingInASmallModel() {
    expect(
      """
      #!onnx-text 1
      ^^^^^^^^^^^^^ comment
      <opset_import: ["" : 21, "local" : 1]>
       ^^^^^^^^^^^^ attribute
                      ^^ domain
                           ^^ number
                               ^^^^^^^ domain
                                         ^ number
      g (float[N, 3] x @doc "in", float y) => (float[N, 3] z) <
      ^ operation declaration
         ^^^^^ type
               ^ dimension
                  ^ number
                     ^ input declaration
                       ^^^^ note
                            ^^^^ string
                                  ^^^^^ type
                                        ^ input declaration unused
                                               ^^^^^ type
                                                     ^ dimension
                                                        ^ number
                                                           ^ value
        float[3] w = {1.0, 2.0, 3.0}
        ^^^^^ type
              ^ number
                 ^ value declaration readonly static
                      ^^^ number
                           ^^^ number
                                ^^^ number
      > {
        ["n"] a = Add (x, w)  # sum
         ^^^ label declaration
              ^ value declaration
                  ^^^ operation defaultLibrary
                       ^ input
                          ^ value readonly static
                              ^^^^^ comment
        z = local.F <k = 2> (a)
        ^ value declaration
            ^^^^^ domain
                  ^ operation
                     ^ attribute
                         ^ number
                             ^ value
          @meta ["owner": "v"]
          ^^^^^ note
                 ^^^^^^^ metaKey
                          ^^^ string
        u = Constant <value_int = 3> ()
        ^ value declaration readonly unused
            ^^^^^^^^ operation defaultLibrary
                      ^^^^^^^^^ attribute
                                  ^ number
      }
      <domain: "local", opset_import: ["" : 21]>
       ^^^^^^ attribute
               ^^^^^^^ string
                        ^^^^^^^^^^^^ attribute
                                       ^^ domain
                                            ^^ number
      F <k> (p) => (q) {
      ^ operation declaration
         ^ input declaration
             ^ input declaration
                    ^ value
        q = Elu <alpha: float = @k> (p)
        ^ value declaration
            ^^^ operation defaultLibrary
                 ^^^^^ attribute
                        ^^^^^ type
                                 ^ input
                                     ^ input
      }
      """)
  }

  @Test func syntaxAloneKnowsTheKinds() {
    expect(
      """
      g (float x) => (float y) {
      ^ operation declaration
         ^^^^^ type
               ^ input declaration
                      ^^^^^ type
                            ^ value
        y = Relu (x)
        ^ value declaration
            ^^^^ operation
                  ^ value
      }
      """, analyzed: false)
  }

  @Test func brokenStatementsKeepTheirColours() {
    expect(
      """
      <opset_import: ["" : 21]>
       ^^^^^^^^^^^^ attribute
                      ^^ domain
                           ^^ number
      g (float x) => (float y) {
      ^ operation declaration
         ^^^^^ type
               ^ input declaration
                      ^^^^^ type
                            ^ value
        h = Elu <alpha = 1.0 (x,
        ^ value
            ^^^ operation
                 ^^^^^ attribute
                         ^^^ number
                              ^ value
        y = Relu (h)
        ^ value declaration
            ^^^^ operation defaultLibrary
                  ^ value
      }
      """)
  }

  @Test func namesInSubgraphs() {
    let text = """
      <ir_version: 10, opset_import: ["" : 21]>
      g (bool c, float x) => (float y) {
        y = If (c) <
          then_branch = t () => (float r) { r = Relu (x) },
          else_branch = e () => (float s) <float w = {1.0}> { s = Add (x, w) }
        >
      }
      """
    let snapshot = Snapshot.analyzed(Array(text.utf8), MarkedSnapshot.project)
    let found = snapshot.semanticTokens().map { "\(snapshot.text($0.range)) \($0.kind) \($0.modifiers.rawValue)" }
    #expect(found.count { $0 == "x input 0" } == 2)
    #expect(found.contains("w value 7"))
    #expect(found.contains("w value 6"))
    #expect(found.contains("Relu operation 16"))
  }

  @Test func aRangeHasTheTokensOfTheWhole() {
    let text = """
      <ir_version: 10, opset_import: ["" : 21]>
      g (float[2] x) => (float[2] y) <float[2] w = {1.0, 2.0}, float[2] v = {1.0, 2.0}> {
        # of the first
        a = Relu (x)
        b = Add (a, w)  # of the second
        y = Add (b, v)
      }
      # end
      """
    let snapshot = Snapshot.analyzed(Array(text.utf8), MarkedSnapshot.project)
    let all = snapshot.semanticTokens()
    for start in stride(from: 0, to: snapshot.count, by: 3) {
      for end in stride(from: start + 1, through: snapshot.count, by: 7) {
        let inside = all.filter { $0.range.overlaps(start..<end) }
        #expect(snapshot.semanticTokens(in: start..<end) == inside, "\(start)..<\(end)")
      }
    }
  }
}
