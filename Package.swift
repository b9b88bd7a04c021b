// swift-tools-version: 6.1
import PackageDescription

/// Every module of Graven is Swift 6, and shows what it imports only where it says so.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// The libFuzzer targets, which only `make fuzz` builds.
let fuzzTargets: [Target] =
  Context.environment["GRAVEN_FUZZ"] == nil
  ? []
  : ["fuzz-wire", "fuzz-text", "fuzz-roundtrip"].map { name in
    .executableTarget(
      name: name, dependencies: ["Lowering", "ONNXCoding", "ONNXModel", "SourceText", "Syntax"],
      path: "Tests/Fuzz/\(name)", swiftSettings: settings)
  }

let package = Package(
  name: "graven",
  products: [.executable(name: "graven", targets: ["graven"])],
  dependencies: [
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    // From the bottom up, as docs/architecture.md draws it.
    .target(name: "SourceText", swiftSettings: settings),
    .target(name: "JSON", swiftSettings: settings),
    .target(name: "Numbers", exclude: ["Generated/make_powers.py"], swiftSettings: settings),
    .target(name: "ONNXModel", swiftSettings: settings),
    .target(name: "Diagnostics", dependencies: ["ONNXModel", "SourceText"], swiftSettings: settings),
    .target(name: "Syntax", dependencies: ["SourceText"], swiftSettings: settings),
    .target(name: "Formatting", dependencies: ["SourceText", "Syntax"], swiftSettings: settings),
    .systemLibrary(name: "CProtobufC", pkgConfig: "libprotobuf-c", providers: [.apt(["libprotobuf-c-dev"])]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "COnnx", dependencies: ["CProtobufC"], exclude: ["Generated/generate.py"]),
    .target(name: "CONNXCoding"),
    .target(
      name: "ONNXCoding",
      dependencies: ["CONNXCoding", "COnnx", "CProtobufC", "CZlib", "JSON", "ONNXModel", "SourceText"],
      swiftSettings: settings),
    .target(name: "COperators", exclude: ["Generated"]),
    .target(
      name: "Operators", dependencies: ["COperators", "Numbers", "ONNXModel", "SourceText"],
      exclude: ["Generated", "meanings.txt"], swiftSettings: settings),
    .target(
      name: "Lowering", dependencies: ["Numbers", "ONNXModel", "SourceText", "Syntax"], swiftSettings: settings),
    .target(name: "Inference", dependencies: ["ONNXModel", "Operators"], swiftSettings: settings),
    .target(name: "CImageCodecs"),
    .target(name: "CKernels"),
    .target(
      name: "Kernels", dependencies: ["CImageCodecs", "CKernels", "Numbers", "ONNXModel"], swiftSettings: settings),
    .target(
      name: "Evaluation", dependencies: ["Inference", "Kernels", "ONNXModel"],
      swiftSettings: settings),
    .target(name: "Rewriting", dependencies: ["Inference", "ONNXModel", "Operators"], swiftSettings: settings),
    .target(
      name: "Rules",
      dependencies: ["Diagnostics", "Inference", "ONNXCoding", "ONNXModel", "Operators", "Rewriting", "SourceText"],
      exclude: ["Generated/generate_pages.py"], swiftSettings: settings),
    .target(
      name: "Surgery", dependencies: ["Inference", "ONNXModel", "Operators", "Rewriting", "SourceText"],
      swiftSettings: settings),
    .target(
      name: "Reports", dependencies: ["CLibXML2", "Diagnostics", "JSON", "ONNXModel", "Operators", "SourceText"],
      swiftSettings: settings),
    .target(
      name: "Configuration",
      dependencies: ["Diagnostics", "SourceText", .product(name: "TOMLKit", package: "TOMLKit")],
      swiftSettings: settings),
    .target(
      name: "DiskAccess",
      dependencies: [
        "CZlib", "Evaluation", "Inference", "Kernels", "Lowering", "Numbers", "ONNXCoding", "ONNXModel", "Rules",
      ],
      swiftSettings: settings),
    .target(
      name: "Analysis",
      dependencies: [
        "Configuration", "Diagnostics", "Formatting", "Inference", "Lowering", "ONNXModel", "Operators", "Reports",
        "Rewriting", "Rules",
        "SourceText", "Syntax",
      ],
      swiftSettings: settings),
    .target(name: "LanguageServerProtocol", dependencies: ["JSON"], swiftSettings: settings),
    .target(
      name: "LanguageServer",
      dependencies: [
        "Analysis", "Configuration", "Diagnostics", "DiskAccess", "Evaluation", "Inference", "JSON", "Kernels",
        "LanguageServerProtocol", "Lowering", "ONNXCoding",
        "ONNXModel", "Operators", "Reports", "Rules", "SourceText", "Syntax",
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "graven",
      dependencies: [
        "Analysis", "Configuration", "DiskAccess", "Diagnostics", "Evaluation", "Formatting", "Inference", "JSON",
        "Kernels", "LanguageServer", "Lowering", "ONNXCoding", "ONNXModel",
        "Rules", "Rewriting", "Operators",
        "Reports", "SourceText", "Surgery", "Syntax",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    // Tests/<Module>Tests mirror the modules.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    .testTarget(name: "SourceTextTests", dependencies: ["SourceText"], swiftSettings: settings),
    .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: settings),
    .testTarget(name: "NumbersTests", dependencies: ["Numbers"], swiftSettings: settings),
    .testTarget(name: "ONNXModelTests", dependencies: ["COnnx", "CProtobufC", "ONNXModel"], swiftSettings: settings),
    .testTarget(
      name: "DiagnosticsTests", dependencies: ["Diagnostics", "ONNXModel", "SourceText"],
      swiftSettings: settings),
    .testTarget(name: "SyntaxTests", dependencies: ["SourceText", "Syntax", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "FormattingTests", dependencies: ["Formatting", "SourceText", "Syntax", "TestSupport"],
      swiftSettings: settings),
    .testTarget(name: "ONNXCodingTests", dependencies: ["ONNXCoding", "ONNXModel"], swiftSettings: settings),
    .testTarget(
      name: "InferenceTests",
      dependencies: ["Inference", "Lowering", "ONNXCoding", "ONNXModel", "Operators", "SourceText", "Syntax"],
      swiftSettings: settings),
    .testTarget(name: "KernelsTests", dependencies: ["Kernels", "ONNXModel"], swiftSettings: settings),
    .testTarget(
      name: "EvaluationTests",
      dependencies: [
        "DiskAccess", "Evaluation", "Inference", "Kernels", "Lowering", "ONNXModel", "Operators",
        "SourceText",
      ],
      swiftSettings: settings),
    .testTarget(name: "OperatorsTests", dependencies: ["ONNXModel", "Operators"], swiftSettings: settings),
    .testTarget(
      name: "LoweringTests", dependencies: ["Lowering", "ONNXCoding", "ONNXModel", "SourceText", "Syntax"],
      swiftSettings: settings),
    .testTarget(
      name: "RulesTests",
      dependencies: [
        "Diagnostics", "Inference", "Lowering", "ONNXCoding", "ONNXModel", "Operators", "Rewriting", "Rules",
        "SourceText", "Syntax",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "ReportsTests", dependencies: ["Diagnostics", "JSON", "ONNXModel", "Operators", "Reports", "SourceText"],
      swiftSettings: settings),
    .testTarget(
      name: "AnalysisTests",
      dependencies: [
        "Analysis", "Diagnostics", "Inference", "Lowering", "ONNXModel", "Operators", "Rules", "SourceText", "Syntax",
        "TestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "LanguageServerProtocolTests", dependencies: ["JSON", "LanguageServerProtocol"], swiftSettings: settings),
    .testTarget(
      name: "LanguageServerTests",
      dependencies: [
        "Analysis", "JSON", "LanguageServer", "LanguageServerProtocol", "ONNXModel", "Operators", "SourceText",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "ConfigurationTests", dependencies: ["Configuration", "Diagnostics", "TestSupport"],
      swiftSettings: settings),
  ] + fuzzTargets,
  swiftLanguageModes: [.v6]
)
