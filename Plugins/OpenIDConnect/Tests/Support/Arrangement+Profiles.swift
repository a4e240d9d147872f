import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodTesting
import EIDOpenIDConnectSimulator
import FoundationEssentials

extension Arrangement {
    /// A secret, signed ID tokens, UserInfo as plain JSON, claims by scopes.
    static let plain = Arrangement(
        testDescription: "plain",
        settings: TestSettings.changed([
            "issuer": "https://plain.example/op",
            "assurance": [
                "ask": ["low": ["urn:plain:1"], "substantial": ["urn:plain:2"]],
                "received": ["urn:plain:1": "low", "urn:plain:2": "substantial"],
                "missing": "low", "unknownIsLow": true,
            ],
            "errors": ["user_cancelled": "cancelled", "session_timeout": "expired"],
            "attributes": [
                "name": ["join": ["given_name", "family_name"], "scopes": ["profile"], "basis": "derived"],
                "givenName": ["claim": "given_name", "scopes": ["profile"], "availability": "always"],
                "familyName": ["firstOf": ["family_name", "surname"], "scopes": ["profile"], "case": "upper"],
                "birthdate": ["claim": "born", "dates": ["dd.MM.yyyy"], "scopes": ["profile"], "basis": "document"],
                "gender": ["claim": "sex", "words": ["1": "male", "2": "female"], "scopes": ["profile"]],
                "nationality": ["claim": "nationalities.0", "scopes": ["profile"], "basis": "document"],
                "email": ["claim": "email", "scopes": ["email"]],
                "emailVerified": ["claim": "email_verified", "scopes": ["email"], "basis": "upstream"],
                "updatedAt": ["claim": "updated_at", "scopes": ["profile"], "basis": "upstream"],
                "address": [
                    "scopes": ["address"], "basis": "document",
                    "parts": [
                        "streetAddress": ["claim": "address.street"], "locality": ["claim": "address.city"],
                        "country": ["claim": "address.country"],
                    ],
                ],
            ],
        ]),
        keys: MethodKeys(),
        profile: {
            var profile = OpenIDConnectProfile(
                issuer: "https://plain.example/op",
                clientID: "broker",
                redirectURI: callback,
                proof: .secretBasic(TestSettings.secretText)
            )
            profile.levels = [
                .init("urn:plain:1", stating: "urn:plain:1"), .init("urn:plain:2", stating: "urn:plain:2"),
            ]
            profile.scopes = [
                "openid": [],
                "profile": ["given_name", "family_name", "born", "sex", "nationalities", "updated_at"],
                "email": ["email", "email_verified"], "address": ["address"],
            ]
            profile.announcesIssuer = false
            profile.cancelError = "user_cancelled"
            profile.timeoutError = "session_timeout"
            profile.promised = ["given_name", "family_name"]
            profile.person = [
                "given_name": "Robin", "family_name": "Vandevogel", "born": "28.02.1990", "sex": 2,
                "nationalities": ["be"], "updated_at": 1_700_000_000, "email": "robin@example.org",
                "email_verified": true,
                "address": ["street": "Voorbeeldstraat 12", "city": "Gent", "country": "BEL"],
            ]
            return profile
        }(),
        person: BenchPerson(assurance: .low)
            .with(.name, "Robin Vandevogel")
            .with(.givenName, "Robin")
            .with(.familyName, "VANDEVOGEL")
            .with(.birthdate, CalendarDate(iso: "1990-02-28"))
            .with(.gender, "female")
            .with(.nationality, "BEL")
            .with(.email, "robin@example.org")
            .with(.emailVerified, true)
            .with(.updatedAt, .init(timeIntervalSince1970: 1_700_000_000))
            .with(
                .address,
                PostalAddress(streetAddress: "Voorbeeldstraat 12", locality: "Gent", country: "BE")
            )
    )

    /// A key pair, pushed requests that are signed and encrypted, tokens that are signed and encrypted, claims by name.
    static let sealed = Arrangement(
        testDescription: "signed and encrypted",
        settings: [
            "issuer": "https://sealed.example", "clientID": "broker-2",
            "requestObject": "signedAndEncrypted", "pushedRequests": true, "requestClaims": true,
            "idToken": ["signing": ["ES256"], "keyManagement": ["RSA-OAEP-256"], "contentEncryption": ["A256GCM"]],
            "userInfo": ["signing": ["PS256"], "keyManagement": ["RSA-OAEP"], "contentEncryption": ["A128CBC-HS256"]],
            "parameters": ["acr_values": "idp:demo", "display": "page", "max_age": 300],
            "vendorParameters": ["hub": "demo"],
            "assurance": [
                "ask": ["substantial": ["eidas2"], "high": ["eidas3"]],
                "received": ["eidas2": "substantial", "eidas3": "high"],
            ],
            "errors": ["too_late": "expired"],
            "attributes": [
                "givenName": ["claim": "given_name", "essential": true, "basis": "document"],
                "familyName": ["claim": "family_name", "basis": "document"],
                "birthdate": ["claim": "birthdate", "basis": "document"],
                "personIdentifier": ["claim": "/https:~1~1sealed.example~1eidas"],
                "nationalNumber": ["claim": "/https:~1~1sealed.example~1eidas", "stripPrefix": ["??/??/"]],
                "nationalNumberCountry": ["constant": "DE"],
            ],
        ],
        keys: TestSettings.keys,
        profile: {
            var profile = OpenIDConnectProfile(
                issuer: "https://sealed.example",
                clientID: "broker-2",
                redirectURI: callback,
                proof: .key
            )
            profile.clientKeys = published(TestSettings.keys)
            profile.demandsPushedRequests = true
            profile.demandsRequestObjects = true
            profile.demandsEncryptedRequestObjects = true
            profile.idToken = .init(.es256, encryption: (.rsaOAEP256, .a256GCM))
            profile.userInfo = .init(.ps256, encryption: (.rsaOAEP, .a128CBCHS256))
            profile.selector = "idp:demo"
            profile.levels = [.init("eidas2", stating: "eidas2"), .init("eidas3", stating: "eidas3")]
            profile.takesClaimsParameter = true
            profile.vendorParameters = ["hub": "demo"]
            profile.timeoutError = "too_late"
            profile.person = [
                "given_name": "Lotte", "family_name": "Verbrugge", "birthdate": "1985-03-17",
                "https://sealed.example/eidas": "DE/NL/99887766",
            ]
            return profile
        }(),
        person: BenchPerson(assurance: .substantial)
            .with(.givenName, "Lotte")
            .with(.familyName, "Verbrugge")
            .with(.birthdate, CalendarDate(iso: "1985-03-17"))
            .with(.personIdentifier, "DE/NL/99887766")
            .with(.nationalNumber, "99887766")
            .with(.nationalNumberCountry, "DE")
    )

    /// The first one at an upstream that publishes nothing: addresses and keys are in the settings.
    static let fixed = Arrangement(
        testDescription: "fixed addresses and keys",
        settings: plain.settings.merging([
            "endpoints": [
                "authorization": "https://plain.example/op/authorize", "token": "https://plain.example/op/token",
                "userInfo": "https://plain.example/op/userinfo",
            ],
            "jwks": .file((try? OpenIDConnectBench.keys.0?.published().serialized()) ?? []),
        ]) { $1 },
        keys: plain.keys,
        profile: {
            var profile = plain.profile
            profile.publishes = false
            return profile
        }(),
        person: plain.person,
        inapplicableFaults: [.keyRotation: "the keys are those of the settings, and change with them only"]
    )

    /// A secret that also signs ID tokens, everything in the ID token, every answer worth the lowest level.
    static let shared = Arrangement(
        testDescription: "shared secret",
        settings: TestSettings.changed([
            "issuer": "https://shared.example", "clientAuthentication": "client_secret_post",
            "idToken": ["signing": ["HS256"]], "claimsFrom": ["idToken"], "scopes": ["profile"],
            "errors": ["timeout": "expired"],
            "attributes": ["givenName": ["claim": "given_name"], "familyName": ["claim": "family_name"]],
        ]),
        keys: MethodKeys(),
        profile: {
            var profile = OpenIDConnectProfile(
                issuer: "https://shared.example",
                clientID: "broker",
                redirectURI: callback,
                proof: .secretPost(TestSettings.secretText)
            )
            profile.idToken = .init(.hs256)
            profile.scopes = ["openid": [], "profile": ["given_name", "family_name"]]
            profile.claimsInIDToken = true
            profile.timeoutError = "timeout"
            profile.person = ["given_name": "Theo", "family_name": "Vandenbergh"]
            return profile
        }(),
        person: BenchPerson(assurance: .low).with(.givenName, "Theo").with(.familyName, "Vandenbergh"),
        inapplicableFaults: [
            .subjectMismatch: "all claims come in the ID token, and UserInfo is not called",
            .keyRotation: "HS256 tokens are signed with the secret, which only changes in the settings",
        ]
    )
}
