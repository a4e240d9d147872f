/// A client's certificate under an authority of its own; they and the key serve these tests only.
enum TestClientCertificate {
    static let authority = """
        -----BEGIN CERTIFICATE-----
        MIIBmDCCAT+gAwIBAgIUMsvoenMmikCNYpyL8HmNtpy9WtEwCgYIKoZIzj0EAwIw
        GTEXMBUGA1UEAwwOVGVzdCBDbGllbnQgQ0EwIBcNMjYxMTI3MTUxMjIzWhgPMjEy
        NjExMDMxNTEyMjNaMBkxFzAVBgNVBAMMDlRlc3QgQ2xpZW50IENBMFkwEwYHKoZI
        zj0CAQYIKoZIzj0DAQcDQgAEitgP+AajV7N7mWvJv7VSpj7HUJctm4ORlwPbwOku
        Z4PnpOgjovJmEoTSr4NkPvSA5xlY/HBeWaqC+VaX+0mcuKNjMGEwHQYDVR0OBBYE
        FKa21ZitaDcijHh3cEAPJdb7x2y0MB8GA1UdIwQYMBaAFKa21ZitaDcijHh3cEAP
        Jdb7x2y0MA8GA1UdEwEB/wQFMAMBAf8wDgYDVR0PAQH/BAQDAgIEMAoGCCqGSM49
        BAMCA0cAMEQCIFXg7WR/r0LmwdnHXKGoUApq8tMyJvS5HjBkL+RF+z/vAiAVUoFo
        EcetqnTdx+cG2DEKAQG5zIPQyTp9BQQod4RdEg==
        -----END CERTIFICATE-----

        """

    static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBijCCATCgAwIBAgIUXmC5llbE8fqak6uvr664UxixNmcwCgYIKoZIzj0EAwIw
        GTEXMBUGA1UEAwwOVGVzdCBDbGllbnQgQ0EwIBcNMjYxMTI3MTUxMjIzWhgPMjEy
        NjExMDMxNTEyMjNaMBYxFDASBgNVBAMMC2Jyb2tlci50ZXN0MFkwEwYHKoZIzj0C
        AQYIKoZIzj0DAQcDQgAEJXH41+hciop2kE/M6Ys/eNhXFIVsIExUDKzzGIn7rKIT
        TwjwJmzAr8sIcjFWXeOmkS9Aderp+2sRdthn3lt8KKNXMFUwEwYDVR0lBAwwCgYI
        KwYBBQUHAwIwHQYDVR0OBBYEFBG2eXAQDonQuTv+x120oGTV3gWAMB8GA1UdIwQY
        MBaAFKa21ZitaDcijHh3cEAPJdb7x2y0MAoGCCqGSM49BAMCA0gAMEUCIGGAfuto
        2uA3qT+F3+uUFQJl0SePcCR7GIF8SjV8AOYBAiEAnTeaxt88nwCzSQX3hDwnNiT+
        usa0Lco9mPSTJqEkh00=
        -----END CERTIFICATE-----

        """

    static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgGWTYPwXvihZQqWM7
        8Z/DiKKmCPGj79abEkwn6LjrMiqhRANCAAQlcfjX6FyKinaQT8zpiz942FcUhWwg
        TFQMrPMYifusohNPCPAmbMCvywhyMVZd46aRL0B16un7axF22GfeW3wo
        -----END PRIVATE KEY-----

        """
}
