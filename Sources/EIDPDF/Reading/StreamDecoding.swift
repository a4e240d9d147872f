/// Decodes the two kinds of stream that hold structure: object streams and cross-reference streams.
///
/// They are plain or Flate, with or without PNG predictors. Other filters never occur there in practice and are refused.
struct StreamDecoding {
    private var inflates = false
    private var predictor: PNGPredictor?

    /// Reads the filter entries, whose values are direct or looked up by `resolve`.
    init(_ dictionary: PDFDictionary, resolve: (PDFObject) throws(PDFError) -> PDFObject) throws(PDFError) {
        guard dictionary["F"] == nil else { throw PDFError(.unsupported, "a stream lies in another file") }
        // An abbreviation for inline images, which some readers take everywhere.
        guard dictionary["DP"] == nil else { throw PDFError(.unsupported, "a structural stream has the key DP") }
        guard let filter = dictionary["Filter"] else {
            guard dictionary["DecodeParms"] == nil else {
                throw PDFError(.unsupported, "a structural stream has parameters for no filter")
            }
            return
        }
        // No filter, or null, in an array is none to us, and an error to some.
        guard try Self.only(filter, resolve)?.name == "FlateDecode" else {
            throw PDFError(.unsupported, "a structural stream has a filter other than FlateDecode")
        }
        inflates = true
        guard let parameters = try Self.only(dictionary["DecodeParms"], resolve) else { return }
        guard let parameters = parameters.dictionary, !parameters.hasDuplicateKeys else {
            throw .malformed("a stream's decoding parameters are unreadable")
        }
        func value(_ key: PDFName, _ fallback: Int) throws(PDFError) -> Int {
            guard let object = parameters[key] else { return fallback }
            guard let value = try resolve(object).integer else {
                throw .malformed("a predictor's parameter is no number")
            }
            return value
        }
        switch try value("Predictor", 1) {
        case 1: break
        case 10...15:
            guard try value("Colors", 1) == 1, try value("BitsPerComponent", 8) == 8 else {
                throw PDFError(.unsupported, "a structural stream has the predictor of a picture")
            }
            predictor = try PNGPredictor(colors: 1, bitsPerComponent: 8, columns: value("Columns", 1))
        default: throw PDFError(.unsupported, "a structural stream has another predictor than those of PNG")
        }
    }

    /// The decoded bytes.
    func decode(_ data: ArraySlice<UInt8>, limit: Int) throws(PDFError) -> [UInt8] {
        guard inflates else {
            guard data.count <= limit else { throw .tooLarge("a stream is larger than the limit") }
            return Array(data)
        }
        // Acrobat Reader on phones saves filled-in forms like this, and every viewer reads them.
        let inflated = try Inflation.inflate(data, limit: limit, mayEndFlushed: true)
        return try predictor?.undo(inflated) ?? inflated
    }

    /// The one value of an entry that may also be an array of one.
    private static func only(
        _ object: PDFObject?,
        _ resolve: (PDFObject) throws(PDFError) -> PDFObject
    ) throws(PDFError) -> PDFObject? {
        guard let object else { return nil }
        let value = try resolve(object)
        if value.isNull { return nil }
        guard let array = value.array else { return value }
        guard array.count <= 1 else { throw PDFError(.unsupported, "a structural stream has several filters") }
        guard let first = array.first else { return nil }
        let element = try resolve(first)
        return element.isNull ? nil : element
    }
}
