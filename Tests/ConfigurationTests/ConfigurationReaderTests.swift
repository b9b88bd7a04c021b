import Configuration
import Testing

struct ConfigurationReaderTests {
  private func read(_ text: String) throws -> Configuration {
    try Configuration.read(Array(text.utf8), path: "/p/graven.toml", name: "graven.toml")
  }

  private func mistake(_ text: String) -> String {
    do {
      _ = try read(text)
      return "none"
    } catch { return "\(error)" }
  }

  @Test func everythingThatAFileCanSay() throws {
    let configuration = try read(
      """
      exclude = ["third_party/"]
      [check]
      select = ["ALL"]
      ignore = ["G018", "P"]
      target = "onnxruntime"
      fail_on = "warning"
      [check.severity]
      S007 = "error"
      [[meta]]
      key = "owner"
      type = "enum"
      values = ["vision", "speech"]
      on = ["node"]
      required_for = ["Conv", "Gemm"]
      [[meta]]
      key = "note"
      [eval]
      dims = { N = 1 }
      inputs = { image = "samples/cat.npy", mask = "random:7" }
      """)
    #expect(configuration.folder == "/p")
    #expect(configuration.exclude == ["third_party/"])
    #expect(configuration.check.select == ["ALL"])
    #expect(configuration.check.ignore == ["G018", "P"])
    #expect(configuration.check.target == "onnxruntime")
    #expect(configuration.check.failOn == .warning)
    #expect(configuration.check.severity == ["S007": .error])
    #expect(
      configuration.meta == [
        MetaField(
          key: "owner", kind: .enum, values: ["vision", "speech"], owners: [.node], requiredFor: ["Conv", "Gemm"]),
        MetaField(key: "note"),
      ])
    #expect(configuration.eval.dims == ["N": 1])
    #expect(configuration.eval.inputs == ["image": "samples/cat.npy", "mask": "random:7"])
  }

  @Test func anEmptyFileIsTheDefault() throws {
    var expected = Configuration()
    expected.path = "/p/graven.toml"
    #expect(try read("# nothing\n") == expected)
  }

  @Test func anUnknownKeyNamesTheNearest() {
    #expect(mistake("exlcude = []") == "graven.toml:1:1: unknown key \"exlcude\"; write \"exclude\"")
    #expect(
      mistake("[check]\n  selct = []") == "graven.toml:2:3: unknown key \"selct\"; write \"select\"")
    #expect(
      mistake("[[meta]]\nkey = \"a\"\n[[meta]]\nkey = \"b\"\nzzz = 1")
        == "graven.toml:5:1: unknown key \"zzz\"; remove it; [meta] has key, type, values, on, required_for")
  }

  @Test func aWrongTypeSaysWhatIsThere() {
    #expect(
      mistake("exclude = \"a\"") == "graven.toml:1:1: \"exclude\" has to be an array of strings; it is a string here")
    #expect(
      mistake("[check]\nselect = [1]")
        == "graven.toml:2:1: \"select\" has to be an array of strings; it holds an integer here")
    #expect(mistake("check = 1") == "graven.toml:1:1: \"check\" has to be a table; it is an integer here")
    #expect(
      mistake("[eval]\ndims = { N = -1 }") == "graven.toml:2:1: the size of \"N\" is -1; give one of 0 or more")
  }

  @Test func valuesAreOfThoseThatThereAre() {
    #expect(
      mistake("[check.severity]\nS007 = \"eror\"") == "graven.toml:2:1: \"S007\" can't be \"eror\"; write \"error\"")
    #expect(
      mistake("[[meta]]\nkey = \"a\"\ntype = \"enum\"")
        == "graven.toml:3:1: the enum \"a\" has no values; list them: values = [\"...\"]")
    #expect(mistake("[[meta]]\n") == "graven.toml:1:3: [[meta]] without \"key\"; name the field: key = \"owner\"")
    #expect(
      mistake("[[meta]]\nkey = \"a\"\n[[meta]]\nkey = \"a\"\non = [\"node\"]")
        == "graven.toml:4:1: \"a\" is there twice for the same places; remove one, or tell \"on\"")
  }

  @Test func whatIsNoTOMLHasAPlace() {
    #expect(mistake("a = 1\nb = = 2").hasPrefix("graven.toml:2:5: no TOML: "))
    #expect(mistake("a = \"\u{0}\"").hasPrefix("graven.toml: it is not UTF-8"))
    #expect(mistake(String(repeating: "a.", count: 100_000) + "a = 1").hasPrefix("graven.toml:1:1: the line has over"))
    #expect(mistake("exclude = " + String(repeating: "[", count: 100_000)).contains("no TOML"))
  }
}
