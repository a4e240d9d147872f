import EIDJOSE
import EIDJSON
import EIDSimulator

/// The rules for account tokens: with them a client says for whom it may use the CSC API (itsme-protocol §18.3).
struct AccountToken {
    private static let rule = "§18.3"
    private static let code = "invalid_request"

    let client: ItsmeClient
    let contract: ItsmeSigningContract
    let secret: String

    /// Checks a token and returns its identifier, which may be used once.
    func check(_ token: String?, _ exam: inout Examination) throws(ItsmeRefusal) -> String {
        let token = try require(token, "account_token is missing", holds: "account_token is given", &exam)
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        let isToken = parts.count == 3 && token.utf8.count <= 4096
        try exam.require(isToken, Self.rule, Self.code, "account_token must be a compact JWS")
        let header = try object(parts.first, &exam)
        try exam.require(
            header["alg"]?.string == "HS256",
            Self.rule,
            Self.code,
            "account_token must be signed with HS256"
        )
        try exam.require(header["typ"]?.string == "JWT", Self.rule, Self.code, "account_token must have the typ JWT")
        let signature = try require(
            parts.last.flatMap { Base64URL.decode($0) },
            "account_token has no signature in base64url",
            holds: "account_token has a signature",
            &exam
        )
        try verify(signature, of: parts.dropLast().joined(separator: "."), &exam)
        return try check(claims: object(parts.dropFirst().first, &exam), &exam)
    }

    private func verify(_ signature: [UInt8], of text: String, _ exam: inout Examination) throws(ItsmeRefusal) {
        let own = key(contract.accountTokenKey)
        let isValid = HMACSHA256.isValid(signature, for: Array(text.utf8), key: own)
        // The documentation names both keys, so say which one was used: nobody finds this by guessing.
        let other: ItsmeSigningContract.AccountTokenKey = contract.accountTokenKey == .secret ? .digest : .secret
        let isOther = !isValid && HMACSHA256.isValid(signature, for: Array(text.utf8), key: key(other))
        let hint =
            isOther ? ": it is authenticated by the \(other.rawValue), not by the \(contract.accountTokenKey)" : ""
        try exam.require(
            isValid,
            Self.rule,
            Self.code,
            "the signature of account_token fails\(hint)",
            holds: "account_token is authenticated by the \(contract.accountTokenKey.rawValue)"
        )
    }

    private func key(_ kind: ItsmeSigningContract.AccountTokenKey) -> [UInt8] {
        kind == .secret ? Array(secret.utf8) : SHA256.digest(secret)
    }

    private func check(claims: JSONValue, _ exam: inout Examination) throws(ItsmeRefusal) -> String {
        try exam.require(
            claims["azp"]?.string.sameBytes(as: client.id) ?? false,
            Self.rule,
            Self.code,
            "the azp of account_token must be the client_id"
        )
        let account = claims["sub"]?.string
        try exam.require(
            contract.accounts.contains { account.sameBytes(as: $0) },
            Self.rule,
            Self.code,
            "the sub of account_token must be a registered account id"
        )
        let issued = try require(
            claims["iat"]?.number,
            "account_token has no iat",
            holds: "account_token has an iat",
            &exam
        )
        let age = Double(exam.clock.seconds) - issued
        try exam.require(
            age.isFinite && abs(age) <= 300,
            "§25.21",
            Self.code,
            "the iat of account_token must be within five minutes"
        )
        let id = try require(claims["jti"]?.string, "account_token has no jti", holds: "account_token has a jti", &exam)
        try exam.require(
            (1...255).contains(id.utf8.count),
            Self.rule,
            Self.code,
            "the jti of account_token must have 1 to 255 characters"
        )
        return id
    }

    private func object(_ part: Substring?, _ exam: inout Examination) throws(ItsmeRefusal) -> JSONValue {
        let value = part.flatMap { Base64URL.decode($0) }.flatMap { try? JSONValue.parse($0) }
        return try require(
            value.flatMap { $0.kind == .object ? $0 : nil },
            "a part of account_token is not JSON in base64url",
            holds: "the part of account_token is JSON",
            &exam
        )
    }

    private func require<T>(
        _ value: T?,
        _ text: String,
        holds: String,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> T {
        try exam.require(value, Self.rule, Self.code, text, holds: holds)
    }
}
