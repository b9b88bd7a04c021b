// Changes of many documents and files at once.

package import JSON

/// What to do where the file is there already; overwriting wins.
package struct CreateFileOptions: JSONCodable, Hashable {
  package var overwrite: Bool?
  package var ignoreIfExists: Bool?

  package init(overwrite: Bool? = nil, ignoreIfExists: Bool? = nil) {
    self.overwrite = overwrite
    self.ignoreIfExists = ignoreIfExists
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    overwrite = try json.optional("overwrite")
    ignoreIfExists = try json.optional("ignoreIfExists")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("overwrite", overwrite)
    json.optionalMember("ignoreIfExists", ignoreIfExists)
    json.endObject()
  }
}

/// Makes a file.
package struct CreateFile: JSONCodable, Hashable {
  package var uri: String
  package var options: CreateFileOptions?
  package var annotationId: String?

  package init(uri: String, options: CreateFileOptions? = nil, annotationId: String? = nil) {
    self.uri = uri
    self.options = options
    self.annotationId = annotationId
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    uri = try json.required("uri")
    try json.requireConstant("kind", "create")
    options = try json.optional("options")
    annotationId = try json.optional("annotationId")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("uri", uri)
    json.member("kind", "create")
    json.optionalMember("options", options)
    json.optionalMember("annotationId", annotationId)
    json.endObject()
  }
}

/// What to do where the new name is taken; overwriting wins.
package struct RenameFileOptions: JSONCodable, Hashable {
  package var overwrite: Bool?
  package var ignoreIfExists: Bool?

  package init(overwrite: Bool? = nil, ignoreIfExists: Bool? = nil) {
    self.overwrite = overwrite
    self.ignoreIfExists = ignoreIfExists
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    overwrite = try json.optional("overwrite")
    ignoreIfExists = try json.optional("ignoreIfExists")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("overwrite", overwrite)
    json.optionalMember("ignoreIfExists", ignoreIfExists)
    json.endObject()
  }
}

/// Renames a file.
package struct RenameFile: JSONCodable, Hashable {
  package var oldUri: String
  package var newUri: String
  package var options: RenameFileOptions?
  package var annotationId: String?

  package init(oldUri: String, newUri: String, options: RenameFileOptions? = nil, annotationId: String? = nil) {
    self.oldUri = oldUri
    self.newUri = newUri
    self.options = options
    self.annotationId = annotationId
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    oldUri = try json.required("oldUri")
    newUri = try json.required("newUri")
    try json.requireConstant("kind", "rename")
    options = try json.optional("options")
    annotationId = try json.optional("annotationId")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("oldUri", oldUri)
    json.member("newUri", newUri)
    json.member("kind", "rename")
    json.optionalMember("options", options)
    json.optionalMember("annotationId", annotationId)
    json.endObject()
  }
}

/// What to do with folders that are not empty, and where there is no file.
package struct DeleteFileOptions: JSONCodable, Hashable {
  package var recursive: Bool?
  package var ignoreIfNotExists: Bool?

  package init(recursive: Bool? = nil, ignoreIfNotExists: Bool? = nil) {
    self.recursive = recursive
    self.ignoreIfNotExists = ignoreIfNotExists
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    recursive = try json.optional("recursive")
    ignoreIfNotExists = try json.optional("ignoreIfNotExists")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("recursive", recursive)
    json.optionalMember("ignoreIfNotExists", ignoreIfNotExists)
    json.endObject()
  }
}

/// Removes a file.
package struct DeleteFile: JSONCodable, Hashable {
  package var uri: String
  package var options: DeleteFileOptions?
  package var annotationId: String?

  package init(uri: String, options: DeleteFileOptions? = nil, annotationId: String? = nil) {
    self.uri = uri
    self.options = options
    self.annotationId = annotationId
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    uri = try json.required("uri")
    try json.requireConstant("kind", "delete")
    options = try json.optional("options")
    annotationId = try json.optional("annotationId")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("uri", uri)
    json.member("kind", "delete")
    json.optionalMember("options", options)
    json.optionalMember("annotationId", annotationId)
    json.endObject()
  }
}

/// One step of a workspace edit.
package enum DocumentChange: JSONCodable, Hashable {
  case create(CreateFile)
  case rename(RenameFile)
  case delete(DeleteFile)
  case edit(TextDocumentEdit)

  package init(json: JSONValue) throws(DecodingFailure) {
    if let value = CreateFile.read(json) {
      self = .create(value)
    } else if let value = RenameFile.read(json) {
      self = .rename(value)
    } else if let value = DeleteFile.read(json) {
      self = .delete(value)
    } else if let value = TextDocumentEdit.read(json) {
      self = .edit(value)
    } else {
      throw DecodingFailure("", expected: "an edit of a document or a file")
    }
  }

  package func encode(to json: inout JSONWriter) {
    switch self {
    case .create(let value): value.encode(to: &json)
    case .rename(let value): value.encode(to: &json)
    case .delete(let value): value.encode(to: &json)
    case .edit(let value): value.encode(to: &json)
    }
  }
}

/// Changes of documents, by URI or, where the client can, as steps in order.
package struct WorkspaceEdit: JSONCodable, Hashable {
  package var changes: [String: [TextEdit]]?
  package var documentChanges: [DocumentChange]?
  package var changeAnnotations: [String: ChangeAnnotation]?

  package init(
    changes: [String: [TextEdit]]? = nil, documentChanges: [DocumentChange]? = nil,
    changeAnnotations: [String: ChangeAnnotation]? = nil
  ) {
    self.changes = changes
    self.documentChanges = documentChanges
    self.changeAnnotations = changeAnnotations
  }

  package init(json: JSONValue) throws(DecodingFailure) {
    changes = try json.optional("changes")
    documentChanges = try json.optional("documentChanges")
    changeAnnotations = try json.optional("changeAnnotations")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.optionalMember("changes", changes)
    json.optionalMember("documentChanges", documentChanges)
    json.optionalMember("changeAnnotations", changeAnnotations)
    json.endObject()
  }
}
