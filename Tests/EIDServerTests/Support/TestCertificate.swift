import EIDMethod
import FoundationEssentials

/// A self-signed certificate for `localhost` in a file of its own; key and certificate serve these tests only.
struct TestCertificate {
    let path: String

    init() throws {
        let name = "eid-server-test-\(RandomSource.system.token(bytes: 12)).pem"
        path = FileManager.default.temporaryDirectory.appending(path: name).path
        try Data(Self.certificate.utf8).write(to: URL(filePath: path))
    }

    /// Removes the file.
    func remove() { try? FileManager.default.removeItem(atPath: path) }

    static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBljCCATugAwIBAgIUZ3uWG9QREIjHNQu2266ODXA9k5kwCgYIKoZIzj0EAwIw
        FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjEwNDIzM1oYDzIxMjYxMDI5
        MTA0MjMzWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAAQAtH1Uggy8i1F7ygnT9+OOPlNa7R45kEXqrOsClTMLEkg9HmcB2Xh5
        S3pqAIx3qvL4TePtdxdsdZgwvHZD2PJgo2kwZzAdBgNVHQ4EFgQUug9YmaDUMkJu
        tWa0+2w0981UOR8wHwYDVR0jBBgwFoAUug9YmaDUMkJutWa0+2w0981UOR8wFAYD
        VR0RBA0wC4IJbG9jYWxob3N0MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwID
        SQAwRgIhAMn+YJ5Po8EGwl++oMP579akFfQIztmB2O6xQiu0sAm7AiEAsNUi41kD
        jfWY4yPQ/gytm507zzy0AkVCufXLnplims4=
        -----END CERTIFICATE-----

        """

    static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgCPKPLuOLeKJEvSVl
        4UFQkX+X5VmIf0aBCN+K1wpxFAqhRANCAAQAtH1Uggy8i1F7ygnT9+OOPlNa7R45
        kEXqrOsClTMLEkg9HmcB2Xh5S3pqAIx3qvL4TePtdxdsdZgwvHZD2PJg
        -----END PRIVATE KEY-----

        """
}
