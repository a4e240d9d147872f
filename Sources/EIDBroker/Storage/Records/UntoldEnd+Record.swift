extension UntoldEnd: StorableRecord {
    func write(to writer: inout RecordWriter) {
        writer.date(endedAt)
        switch outcome {
        case .code(let code):
            writer.integer(0)
            writer.text(code)
        case .error(let error):
            writer.integer(1)
            writer.text(error.code.rawValue)
            writer.text(error.description)
        }
    }

    init(reading reader: inout RecordReader) throws {
        endedAt = try reader.date()
        switch try reader.integer() {
        case 0: outcome = .code(try reader.text())
        case 1:
            guard let code = OAuthError.Code(rawValue: try reader.text()) else { throw RecordReader.Malformed() }
            outcome = .error(OAuthError(code, try reader.text()))
        default: throw RecordReader.Malformed()
        }
    }
}
