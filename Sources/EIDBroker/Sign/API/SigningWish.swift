import EIDJSON
import EIDMethod
import EIDSignature
import FoundationEssentials

/// The body of `POST /signing/transactions`: what a client wants signed, by whom, and how.
struct SigningWish: Sendable {
    /// One document and what is wanted of it.
    struct Document: Sendable {
        /// Where the document is.
        enum Source: Sendable {
            /// Uploaded before.
            case stored(String)
            /// Only its hash was given.
            case hash([UInt8], name: String)
            /// The document itself, in the request.
            case content([UInt8], name: String, mediaType: String?)
        }

        let source: Source
        let order: SignatureOrder
    }

    let quality: SigningTransaction.Quality
    let documents: [Document]
    /// The methods to choose from; empty for every one that fits.
    let methods: [String]
    let signerHint: String?
    let requiredSubject: String?
    let minimumAssurance: Assurance?
    let attributes: [AttributeName]
    let language: Language?
    /// Seconds that the person has.
    let lifetime: Int?
    let returnURL: String?
    let state: String?
    let policy: SigningRequest.Policy?

    /// The longest time that a person may be given, in seconds.
    static let longestLifetime = 3600

    private static let members: Set<String> = [
        "level", "documents", "methods", "signer", "attributes", "language", "expires_in", "return_url", "state",
        "policy",
    ]

    /// Reads a body; whatever is wrong is named by its path.
    init(parsing body: [UInt8], maximumDocuments: Int) throws(SigningRefusal) {
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONValue.parse(body, limits: JSONLimits(maximumBytes: max(1, body.count), maximumDepth: 8))
        } catch {
            throw .invalid("", "The body is not JSON as this interface reads it.")
        }
        let root = try JSONMembers(json, path: "", known: Self.members)
        guard let quality = try root.word("level", SigningTransaction.Quality.self) else {
            throw .invalid("level", "is missing: qes or aes.")
        }
        self.quality = quality
        var documents: [Document] = []
        for (index, entry) in try root.list("documents", 1...maximumDocuments).enumerated() {
            documents.append(try Document(entry, path: "documents[\(index)]"))
        }
        self.documents = documents
        methods = try root.texts("methods", atMost: 32, bytes: 32)
        // An empty list would open all of them.
        if methods.isEmpty, json["methods"]?.isNull == false {
            throw .invalid("methods", "names none: leave it out for every method that fits.")
        }
        let signer = try root.object("signer").map { value throws(SigningRefusal) in
            try JSONMembers(value, path: "signer", known: ["hint", "subject", "assurance"])
        }
        signerHint = try signer?.text("hint")
        requiredSubject = try signer?.text("subject")
        minimumAssurance = try signer?.word("assurance", Assurance.self)
        attributes = try Self.attributes(root.texts("attributes", atMost: 64, bytes: 64))
        language = try root.word("language", Language.self)
        lifetime = try root.integer("expires_in", 60...Self.longestLifetime)
        returnURL = try root.text("return_url", atMost: 2048)
        state = try root.text("state", atMost: 512)
        policy = try root.object("policy").map { value throws(SigningRefusal) in
            let members = try JSONMembers(value, path: "policy", known: ["identifier", "commitment"])
            let identifier = try members.requiredText("identifier", atMost: 128)
            let commitment = try members.text("commitment", atMost: 128)
            guard OID(identifier) != nil, commitment.map({ OID($0) != nil }) ?? true else {
                throw .invalid("policy", "names no object identifier.")
            }
            return SigningRequest.Policy(identifier: identifier, commitment: commitment)
        }
    }

    private static func attributes(_ names: [String]) throws(SigningRefusal) -> [AttributeName] {
        var attributes: [AttributeName] = []
        for name in names {
            guard let definition = AttributeCatalogue.all.first(where: { $0.name.rawValue.sameBytes(as: name) }) else {
                throw .invalid("attributes", "names an attribute that is not in the catalogue.")
            }
            attributes.append(definition.name)
        }
        return Array(Set(attributes)).sorted()
    }
}

extension SigningWish.Document {
    private static let members: Set<String> = [
        "document", "hash", "content", "media_type", "name", "format", "level", "acceptable_level", "field",
        "appearance", "reason", "location",
        "certification", "commitment",
    ]

    fileprivate init(_ value: JSONValue, path: String) throws(SigningRefusal) {
        let members = try JSONMembers(value, path: path, known: Self.members)
        guard let format = try members.word("format", SignatureOrder.Format.self) else {
            throw .invalid(members.place("format"), "is missing.")
        }
        switch (
            try members.text("document", atMost: 64), try members.bytes("hash", atMost: 64),
            try members.bytes("content", atMost: .max)
        ) {
        case (let id?, nil, nil):
            try members.refuse("name", "media_type", because: "belongs to the document since its upload.")
            source = .stored(id)
        case (nil, let hash?, nil):
            try members.refuse("media_type", because: "says nothing of a hash.")
            source = .hash(hash, name: try members.requiredText("name"))
        case (nil, nil, let bytes?):
            source = .content(
                bytes,
                name: try members.requiredText("name"),
                mediaType: try members.text("media_type", atMost: 127)
            )
        default: throw .invalid(path, "needs one of document, content and hash.")
        }
        order = SignatureOrder(
            format: format,
            level: try members.word("level", SignatureLevel.self) ?? .baseline,
            acceptableLevel: try members.word("acceptable_level", SignatureLevel.self),
            fieldName: try members.text("field"),
            appearance: try members.object("appearance").map { value throws(SigningRefusal) in
                try SignatureOrder.Appearance(value, path: members.place("appearance"))
            },
            reason: try members.text("reason"),
            location: try members.text("location"),
            certification: try members.integer("certification", 1...3),
            commitment: try members.text("commitment", atMost: 128)
        )
    }
}

extension SignatureOrder.Appearance {
    fileprivate init(_ value: JSONValue, path: String) throws(SigningRefusal) {
        let members = try JSONMembers(value, path: path, known: ["page", "rectangle", "lines", "image"])
        self.init(
            page: try members.integer("page", 1...100_000) ?? 1,
            rectangle: try members.numbers("rectangle", count: 4),
            lines: try members.texts("lines", atMost: 12, bytes: 200),
            image: try members.bytes("image", atMost: 1024 * 1024).map { Data($0) }
        )
    }
}
