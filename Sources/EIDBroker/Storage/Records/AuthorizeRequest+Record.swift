import EIDMethod
import FoundationEssentials

extension AuthorizeRequest: StorableRecord {
    func write(to writer: inout RecordWriter) {
        writer.text(clientID)
        writer.text(redirectURI)
        writer.text(responseMode.rawValue)
        writer.optional(state) { $0.text($1) }
        writer.optional(nonce) { $0.text($1) }
        writer.optional(challenge) { $0.text($1) }
        writer.texts(scopes)
        writer.text(type.rawValue)
        writer.list(idTokenAttributes) { $0.text($1.rawValue) }
        writer.list(userInfoAttributes) { $0.text($1.rawValue) }
        writer.optional(minimumAssurance) { $0.text($1.rawValue) }
        writer.texts(methods)
        writer.list(languages) { $0.text($1.rawValue) }
        writer.optional(loginHint) { $0.text($1) }
        writer.record(freshness)
        writer.list(essentialLevels) { $0.text($1.rawValue) }
        writer.texts(requiredSubjects)
        writer.flag(showsChooser)
    }

    init(reading reader: inout RecordReader) throws {
        clientID = try reader.text()
        redirectURI = try reader.text()
        responseMode = try reader.word(ResponseMode.self)
        state = try reader.optional { try $0.text() }
        nonce = try reader.optional { try $0.text() }
        challenge = try reader.optional { try $0.text() }
        scopes = try reader.texts()
        type = try reader.word(MethodType.self)
        idTokenAttributes = Set(try reader.list { try $0.word(AttributeName.self) })
        userInfoAttributes = Set(try reader.list { try $0.word(AttributeName.self) })
        minimumAssurance = try reader.optional { try $0.word(Assurance.self) }
        methods = try reader.texts()
        languages = try reader.list { try $0.word(Language.self) }
        loginHint = try reader.optional { try $0.text() }
        freshness = try Freshness(reading: &reader)
        essentialLevels = try reader.list { try $0.word(Assurance.self) }
        requiredSubjects = try reader.texts()
        showsChooser = try reader.flag()
    }
}

extension MethodRequest: StorableRecord {
    func write(to writer: inout RecordWriter) {
        writer.text(transactionID)
        writer.text(type.rawValue)
        writer.list(attributes) { $0.text($1.rawValue) }
        writer.optional(assurance) { $0.text($1.rawValue) }
        writer.list(languages) { $0.text($1.rawValue) }
        writer.text(callbackURL.absoluteString)
        writer.text(callbackState)
        writer.optional(loginHint) { $0.text($1) }
        writer.record(freshness)
        writer.optional(commitment) { $0.data($1) }
        writer.optional(endUser) { writer, endUser in
            writer.text(endUser.address)
            writer.optional(endUser.userAgent) { $0.text($1) }
        }
    }

    init(reading reader: inout RecordReader) throws {
        let id = try reader.text()
        let type = try reader.word(MethodType.self)
        let attributes = Set(try reader.list { try $0.word(AttributeName.self) })
        let assurance = try reader.optional { try $0.word(Assurance.self) }
        let languages = try reader.list { try $0.word(Language.self) }
        guard let callback = URL(string: try reader.text()) else { throw RecordReader.Malformed() }
        // Through its initialiser, so that what that refuses cannot come in through a store either.
        try self.init(
            transactionID: id,
            type: type,
            attributes: attributes,
            assurance: assurance,
            languages: languages,
            callbackURL: callback,
            callbackState: try reader.text(),
            loginHint: try reader.optional { try $0.text() },
            freshness: try Freshness(reading: &reader),
            commitment: try reader.optional { Data(try $0.data()) },
            endUser: try reader.optional { reader in
                EndUser(address: try reader.text(), userAgent: try reader.optional { try $0.text() })
            }
        )
    }
}

extension Freshness: StorableRecord {
    func write(to writer: inout RecordWriter) {
        writer.optional(maximumAge) { $0.integer(Int64($1)) }
        writer.flag(reauthenticates)
    }

    init(reading reader: inout RecordReader) throws {
        let age = try reader.optional { Int(clamping: try $0.integer()) }
        self.init(maximumAge: age, reauthenticates: try reader.flag())
    }
}
