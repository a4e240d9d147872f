import EIDSignature
import Foundation

/// A seal for measuring; its key protects nothing.
struct Seal {
    let key: LocalSigningKey
    let certificate: Certificate
    let builder: PAdESBuilder
    let validator: SignatureValidator
    let time = Date(timeIntervalSince1970: 1_800_000_000)

    init() throws {
        key = try LocalSigningKey(pem: Self.keyPEM)
        guard let certificate = try Certificate.all(pem: Self.certificatePEM).first else {
            throw BenchmarkFailure("the seal has no certificate")
        }
        self.certificate = certificate
        builder = try PAdESBuilder(certificate: certificate)
        let anchors = TrustAnchors([certificate])
        validator = SignatureValidator(anchors: anchors, timestamps: TimestampRules(anchors: anchors))
    }

    private static let keyPEM = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg+TXdHIFfcaB9qjBp
        ke4rimwzDAVgYcCXpzGe/1BJmKShRANCAARdpnNpFkhnJ2U2yubVIM9HmrvOwtEq
        MHeYV4JC5KokKeNaATnWtO8LyR7yTnnnKkt6CQtaC0XXaoil/6ULp3hG
        -----END PRIVATE KEY-----
        """

    private static let certificatePEM = """
        -----BEGIN CERTIFICATE-----
        MIIB4DCCAYagAwIBAgIUP4LABCeeqLlFdke/hFGJ4EnGIAAwCgYIKoZIzj0EAwIw
        PjELMAkGA1UEBhMCQkUxFjAUBgNVBAoMDUV4YW1wbGUgU2VhbHMxFzAVBgNVBAMM
        DkJlbmNobWFyayBTZWFsMCAXDTI2MTEyNzE2MDUyNFoYDzIxMjYxMTAzMTYwNTI0
        WjA+MQswCQYDVQQGEwJCRTEWMBQGA1UECgwNRXhhbXBsZSBTZWFsczEXMBUGA1UE
        AwwOQmVuY2htYXJrIFNlYWwwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARdpnNp
        FkhnJ2U2yubVIM9HmrvOwtEqMHeYV4JC5KokKeNaATnWtO8LyR7yTnnnKkt6CQta
        C0XXaoil/6ULp3hGo2AwXjAdBgNVHQ4EFgQUmxnVM0HzgFFAYiOeUjjoEyKpZRQw
        HwYDVR0jBBgwFoAUmxnVM0HzgFFAYiOeUjjoEyKpZRQwDgYDVR0PAQH/BAQDAgZA
        MAwGA1UdEwEB/wQCMAAwCgYIKoZIzj0EAwIDSAAwRQIhALLI+S3+HFe539ScuYlI
        eHvg+YuI2tKHif7riYXbgYIJAiAELKi8jknEf0Auyb1+5xpIDHfoIKl6w+Rk0erx
        guo2aw==
        -----END CERTIFICATE-----
        """
}
