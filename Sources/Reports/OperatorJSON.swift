internal import JSON
package import Operators

/// What there is to know of one version of an operator, for programs.
package enum OperatorJSON {
  /// One JSON object, indented.
  package static func bytes(_ schema: OperatorSchema, catalog: OperatorCatalog) -> [UInt8] {
    let documentation = catalog.documentation(of: schema) ?? OperatorDocumentation()
    var json = JSONWriter(layout: .indented)
    json.object { json in
      json.member("version", 1)
      json.member("name", schema.name)
      json.member("domain", schema.domain)
      json.member("since_version", schema.sinceVersion)
      json.member("deprecated", schema.isDeprecated)
      json.member("experimental", schema.isExperimental)
      json.member("random", schema.isRandom)
      json.member(
        "function", schema.hasFunctionBody ? "body" : schema.hasContextDependentBody ? "depends on the node" : nil)
      json.member("documentation", documentation.text)
      arity(&json, "input", schema.minimumInputs, schema.maximumInputs)
      json.member("inputs", each: schema.inputs) { parameter(&$0, $1, documentation.inputs) }
      arity(&json, "output", schema.minimumOutputs, schema.maximumOutputs)
      json.member("outputs", each: schema.outputs) { parameter(&$0, $1, documentation.outputs) }
      json.member("attributes", each: schema.attributes) { attribute(&$0, $1, documentation.attributes) }
      json.member("types", each: schema.typeParameters) { json, parameter in
        json.object { json in
          json.member("name", parameter.name)
          types(&json, parameter.allowed)
          json.member("description", documentation.typeParameters[parameter.name])
        }
      }
      history(&json, schema, catalog)
      kernels(&json, schema, catalog)
      runtimes(&json, schema, catalog)
      json.key("sources")
      json.object { json in for source in catalog.sources { json.member(source.package, source.version) } }
    }
    json.newline()
    return json.bytes
  }

  private static func arity(_ json: inout JSONWriter, _ kind: String, _ least: Int, _ most: Int) {
    json.member("min_\(kind)s", least)
    json.member("max_\(kind)s", most == Int.max ? nil : most)
  }

  private static func types(_ json: inout JSONWriter, _ types: TypeSet) {
    json.member("types", each: types.types) { $0.write($1.description) }
  }

  private static func parameter(
    _ json: inout JSONWriter, _ parameter: FormalParameter, _ descriptions: [String: String]
  ) {
    json.object { json in
      json.member("name", parameter.name)
      json.member("type", parameter.typeName)
      types(&json, parameter.allowed)
      switch parameter.option {
      case .single: json.member("option", "single")
      case .optional: json.member("option", "optional")
      case .variadic: json.member("option", "variadic")
      }
      json.member("homogeneous", parameter.isHomogeneous)
      json.member("min_arity", parameter.minimumArity)
      json.member("description", descriptions[parameter.name])
    }
  }

  private static func attribute(
    _ json: inout JSONWriter, _ attribute: AttributeSchema, _ descriptions: [String: String]
  ) {
    json.object { json in
      json.member("name", attribute.name)
      json.member("type", "\(attribute.type.name)")
      json.member("required", attribute.isRequired)
      json.key("default")
      switch attribute.defaultValue {
      case nil: json.writeNull()
      case .int(let value): json.writeExact(value)
      case .float(let value): json.write(value)
      case .string(let value): json.write(value)
      case .ints(let values): json.array { json in for value in values { json.writeExact(value) } }
      case .floats(let values): json.array { json in for value in values { json.write(value) } }
      case .strings(let values): json.array { json in for value in values { json.write(value) } }
      }
      json.member("description", descriptions[attribute.name])
    }
  }

  private static func history(_ json: inout JSONWriter, _ schema: OperatorSchema, _ catalog: OperatorCatalog) {
    let versions = catalog.versions(of: schema.name, domain: schema.domain)
    json.member("history", each: versions) { json, version in
      guard let other = catalog.schema(schema.name, domain: schema.domain, version: version) else {
        return json.writeNull()
      }
      json.object { json in
        json.member("since_version", version)
        json.member("changes", each: catalog.changes(in: other)) { json, change in
          json.object { json in
            json.member("text", change.text)
            json.member("breaking", change.breaks != nil)
          }
        }
      }
    }
  }

  private static func kernels(_ json: inout JSONWriter, _ schema: OperatorSchema, _ catalog: OperatorCatalog) {
    let kernels = catalog.kernels(of: schema.name, domain: schema.domain)
    json.member("onnxruntime", each: kernels) { json, kernel in
      json.object { json in
        json.member("first", kernel.versions.lowerBound)
        json.member("last", kernel.versions.upperBound == Int.max ? nil : kernel.versions.upperBound)
        json.key("constraints")
        json.object { json in
          for constraint in kernel.constraints {
            json.member(constraint.typeName, each: constraint.allowed.types) { $0.write($1.description) }
          }
        }
      }
    }
  }

  private static func runtimes(_ json: inout JSONWriter, _ schema: OperatorSchema, _ catalog: OperatorCatalog) {
    json.member("runtimes", each: catalog.runtimes) { json, runtime in
      let support = catalog.support(of: schema.name, domain: schema.domain, in: runtime.name)
      json.object { json in
        json.member("name", runtime.name)
        switch support?.level {
        case nil: json.member("support", String?.none)
        case .supported: json.member("support", "supported")
        case .partly: json.member("support", "partly")
        case .unsupported: json.member("support", "unsupported")
        }
        json.member("versions", each: support?.opsets ?? []) { json, range in
          json.array { json in
            json.write(range.lowerBound)
            if range.upperBound == Int.max { json.writeNull() } else { json.write(range.upperBound) }
          }
        }
        json.member("types", each: support?.types ?? []) { $0.write($1) }
        json.member("limits", support.map(\.limits) ?? "")
        json.member("source", "\(runtime.repository) \(runtime.commit)")
      }
    }
  }
}
