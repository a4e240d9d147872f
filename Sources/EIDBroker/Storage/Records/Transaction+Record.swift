import EIDMethod
import FoundationEssentials

extension Transaction: StorableRecord {
    func write(to writer: inout RecordWriter) {
        writer.text(id)
        writer.record(request)
        writer.date(startedAt)
        writer.date(expiresAt)
        writer.data(binding)
        writer.text(formToken)
        writer.texts(candidates)
        writer.optional(remembered.text) { $0.text($1) }
        writer.record(phase)
        writer.optional(methodID) { $0.text($1) }
        writer.optional(methodRequest) { $0.record($1) }
        writer.optional(state) { $0.data($1) }
        writer.optional(presentation) { $0.record($1) }
        writer.optional(pollAt) { $0.date($1) }
        writer.optional(untoldEnd) { $0.record($1) }
    }

    init(reading reader: inout RecordReader) throws {
        id = try reader.text()
        request = try AuthorizeRequest(reading: &reader)
        startedAt = try reader.date()
        expiresAt = try reader.date()
        binding = try reader.data()
        formToken = try reader.text()
        candidates = try reader.texts()
        remembered = RememberedMethod(text: try reader.optional { try $0.text() })
        phase = try Phase(reading: &reader)
        methodID = try reader.optional { try $0.text() }
        methodRequest = try reader.optional { try MethodRequest(reading: &$0) }
        state = try reader.optional { Data(try $0.data()) }
        presentation = try reader.optional { try Presentation(reading: &$0) }
        pollAt = try reader.optional { try $0.date() }
        untoldEnd = try reader.optional { try UntoldEnd(reading: &$0) }
    }
}

extension Transaction.Phase: StorableRecord {
    func write(to writer: inout RecordWriter) {
        switch self {
        case .choosing: writer.integer(0)
        case .presented: writer.integer(1)
        case .working(let until):
            writer.integer(2)
            writer.date(until)
        case .finished: writer.integer(3)
        case .redeeming(let until):
            writer.integer(4)
            writer.date(until)
        }
    }

    init(reading reader: inout RecordReader) throws {
        switch try reader.integer() {
        case 0: self = .choosing
        case 1: self = .presented
        case 2: self = .working(until: try reader.date())
        case 3: self = .finished
        case 4: self = .redeeming(until: try reader.date())
        default: throw RecordReader.Malformed()
        }
    }
}

extension Presentation: StorableRecord {
    func write(to writer: inout RecordWriter) {
        switch self {
        case .redirect(let url):
            writer.integer(0)
            writer.text(url)
        case .post(let url, let fields):
            writer.integer(1)
            writer.text(url.absoluteString)
            writer.list(fields) { writer, field in
                writer.text(field.name)
                writer.text(field.value)
            }
        case .openApp(let invitation, let qr, let seconds):
            writer.integer(2)
            writer.optional(invitation.link) { $0.text($1) }
            writer.optional(invitation.hint) { $0.record($1) }
            writer.optional(qr) { $0.text($1) }
            writer.integer(Int64(seconds))
        case .ask(let prompt):
            writer.integer(3)
            writer.text(prompt.kind.rawValue)
            writer.record(prompt.label)
            writer.integer(Int64(prompt.maximumLength))
        }
    }

    init(reading reader: inout RecordReader) throws {
        switch try reader.integer() {
        case 0: self = .redirect(try reader.text())
        case 1:
            let url = try Self.url(&reader)
            self = .post(url, try reader.list { FormField(name: try $0.text(), value: try $0.text()) })
        case 2:
            let link = try reader.optional { try $0.text() }
            let hint = try reader.optional { try LocalizedText(reading: &$0) }
            let qr = try reader.optional { try $0.text() }
            let seconds = Int(clamping: try reader.integer())
            self = .openApp(AppInvitation(link: link, hint: hint), qr: qr, pollSeconds: seconds)
        case 3:
            let kind = try reader.word(Prompt.Kind.self)
            let label = try LocalizedText(reading: &reader)
            self = .ask(Prompt(kind: kind, label: label, maximumLength: Int(clamping: try reader.integer())))
        default: throw RecordReader.Malformed()
        }
    }

    private static func url(_ reader: inout RecordReader) throws -> URL {
        guard let url = URL(string: try reader.text()) else { throw RecordReader.Malformed() }
        return url
    }
}

extension LocalizedText: StorableRecord {
    func write(to writer: inout RecordWriter) {
        for language in [Language.nl, .fr, .de, .en, .sv] { writer.text(self[language]) }
    }

    init(reading reader: inout RecordReader) throws {
        self.init(
            nl: try reader.text(),
            fr: try reader.text(),
            de: try reader.text(),
            en: try reader.text(),
            sv: try reader.text()
        )
    }
}
