import EIDJOSE
import EIDJSON
import EIDMethod
import EIDOpenIDConnectSimulator
import FoundationEssentials
import Testing

/// An eID of the sample as its documentation says it behaves, with a fictional person, and what must come out.
struct OpenIDConnectSample: Sendable, CustomTestStringConvertible {
    let id: String
    let profile: @Sendable (_ secret: String, _ keys: JSON?) -> OpenIDConnectProfile
    /// What is granted for each level asked for; a level that is not in it is refused.
    let levels: [Assurance: Assurance]
    let attributes: [AttributeName: AttributeValue]

    var testDescription: String { id }
    /// The variable that the sample names for the client's secret.
    var variable: String { "EID_\(id.uppercased())_SECRET" }

    static let callback = "https://broker.example/callback/sample"
    static let all = [franceConnect, mitID, ftn, iDIN, csam, freja, plain]

    private static func profile(
        _ issuer: String,
        _ client: String,
        _ proof: OpenIDConnectProfile.ClientProof,
        person: JSON,
        scopes: [String: [String]],
        _ change: (inout OpenIDConnectProfile) -> Void
    ) -> OpenIDConnectProfile {
        var profile = OpenIDConnectProfile(issuer: issuer, clientID: client, redirectURI: callback, proof: proof)
        profile.scopes = scopes.merging(["openid": []]) { $1 }
        profile.person = person
        profile.announcesIssuer = false
        change(&profile)
        return profile
    }

    private static func named<Value>(_ attribute: Attribute<Value>, _ value: Value) -> (AttributeName, AttributeValue) {
        (attribute.name, value.attributeValue)
    }

    private static func day(_ text: String) -> AttributeValue? { CalendarDate(iso: text)?.attributeValue }

    /// A scope for each claim, tokens signed and then encrypted, levels that are compared.
    static let franceConnect = OpenIDConnectSample(
        id: "franceconnect",
        profile: { secret, keys in
            profile(
                "https://auth.franceconnect.gouv.fr/api/v2",
                "your-franceconnect-client",
                .secretPost(secret),
                person: [
                    "given_name": "Angela Claire", "family_name": "DUBOIS", "birthdate": "1962-08-24",
                    "gender": "female", "email": "angela@example.org", "birthplace": "75107",
                ],
                scopes: [
                    "given_name": ["given_name"], "family_name": ["family_name"], "birthdate": ["birthdate"],
                    "gender": ["gender"], "preferred_username": ["preferred_username"], "email": ["email"],
                ]
            ) {
                $0.clientKeys = keys
                $0.idToken = .init(.es256, encryption: (.rsaOAEP, .a256GCM))
                $0.userInfo = .init(.es256, encryption: (.rsaOAEP, .a256GCM))
                $0.levels = [.init("eidas2", stating: "eidas2"), .init("eidas3", stating: "eidas3")]
            }
        },
        levels: [.low: .substantial, .substantial: .substantial, .high: .high],
        attributes: Dictionary(uniqueKeysWithValues: [
            named(.givenName, "Angela Claire"), named(.familyName, "DUBOIS"), named(.gender, "female"),
            named(.email, "angela@example.org"),
        ]).merging(dated(.birthdate, "1962-08-24")) { $1 }
    )

    /// The level in a claim of the broker's own.
    static let mitID = OpenIDConnectSample(
        id: "mitid",
        profile: { secret, _ in
            profile(
                "https://your-company.sandbox.signicat.com/auth/open",
                "your-mitid-client",
                .secretBasic(secret),
                person: [
                    "name": "Abelone Christensen", "given_name": "Abelone", "family_name": "Christensen",
                    "birthdate": "1974-07-11", "nin": "1107749996", "nin_issuing_country": "DK",
                    "mitid_loa": "SUBSTANTIAL",
                ],
                scopes: [
                    "profile": ["name", "given_name", "family_name", "birthdate"],
                    "nin": ["nin", "nin_type", "nin_issuing_country"], "mitid-extra": ["mitid_loa"],
                ]
            ) {
                $0.selector = "idp:mitid"
                $0.claimsInIDToken = true
            }
        },
        levels: [.low: .substantial, .substantial: .substantial],
        attributes: Dictionary(uniqueKeysWithValues: [
            named(.name, "Abelone Christensen"), named(.givenName, "Abelone"), named(.familyName, "Christensen"),
            named(.nationalNumber, "1107749996"), named(.nationalNumberCountry, "DK"),
        ]).merging(dated(.birthdate, "1974-07-11")) { $1 }
    )

    /// Keys instead of secrets, signed and pushed requests, everything encrypted.
    static let ftn = OpenIDConnectSample(
        id: "ftn",
        profile: { _, keys in
            profile(
                "https://your-company.signicat.com/auth/open",
                "your-ftn-client",
                .key,
                person: [
                    "given_name": "Väinö", "family_name": "Tunnistus", "birthdate": "1970-07-07",
                    "nin": "070770-905D", "ftn_hetu": "070770-905D",
                ],
                scopes: [
                    "profile": ["given_name", "family_name", "birthdate"], "nin": ["nin"],
                    "ftn-extra": ["ftn_hetu", "ftn_satu"],
                ]
            ) {
                $0.clientKeys = keys
                $0.demandsRequestObjects = true
                $0.demandsPushedRequests = true
                $0.idToken = .init(.rs256, encryption: (.rsaOAEP, .a256CBCHS512))
                $0.userInfo = .init(.rs256, encryption: (.rsaOAEP, .a256CBCHS512))
                $0.selector = "idp:ftn"
                $0.claimsInIDToken = true
                $0.levels = [.init("(default)", stating: "http://ftn.ficora.fi/2017/loa2")]
            }
        },
        levels: [.low: .substantial, .substantial: .substantial],
        attributes: Dictionary(uniqueKeysWithValues: [
            named(.givenName, "Väinö"), named(.familyName, "Tunnistus"), named(.nationalNumber, "070770-905D"),
            named(.nationalNumberCountry, "FI"),
        ]).merging(dated(.birthdate, "1970-07-07")) { $1 }
    )

    /// No level in the answer, numbers for the sexes, dates in either form.
    static let iDIN = OpenIDConnectSample(
        id: "idin",
        profile: { secret, _ in
            profile(
                "https://your-company.sandbox.signicat.com/auth/open",
                "your-idin-client",
                .secretBasic(secret),
                person: [
                    "name": "VJ de Vries", "family_name": "de Vries", "birthdate": "19750725", "gender": "1",
                    "address": [
                        "street_address": "Pascalstreet 19", "postal_code": "0000AA", "locality": "Aachen",
                        "country": "NL",
                    ],
                ],
                scopes: [
                    "profile": ["name", "family_name", "birthdate"], "gender": ["gender"], "email": ["email"],
                    "address": ["address"],
                ]
            ) { $0.selector = "idp:idin" }
        },
        levels: [.low: .substantial, .substantial: .substantial],
        attributes: Dictionary(uniqueKeysWithValues: [
            named(.name, "VJ de Vries"), named(.familyName, "de Vries"), named(.gender, "male"),
            named(
                .address,
                PostalAddress(
                    streetAddress: "Pascalstreet 19",
                    postalCode: "0000AA",
                    locality: "Aachen",
                    country: "NL"
                )
            ),
        ]).merging(dated(.birthdate, "1975-07-25")) { $1 }
    )

    /// Levels by long names, of which the answer may state one that cannot be asked for.
    static let csam = OpenIDConnectSample(
        id: "csam",
        profile: { secret, _ in
            let level = "urn:be:fedict:iam:fas:citizen:Level"
            return profile(
                "https://idp.iamfas.belgium.be/fas/oauth2",
                "your-fas-client",
                .secretBasic(secret),
                person: ["givenName": "Lotte", "surname": "Verbrugge", "egovNRN": "85031724680"],
                scopes: ["profile": ["givenName", "surname"], "egovnrn": ["egovNRN"]]
            ) {
                $0.levels = [
                    .init(level + "400", stating: level + "450"), .init(level + "500", stating: level + "500"),
                ]
            }
        },
        levels: [.low: .high, .substantial: .high, .high: .high],
        attributes: Dictionary(uniqueKeysWithValues: [
            named(.givenName, "Lotte"), named(.familyName, "Verbrugge"), named(.nationalNumber, "85031724680"),
            named(.nationalNumberCountry, "BE"),
        ])
    )

    /// Claims and scopes named by URLs, an object among them.
    static let freja = OpenIDConnectSample(
        id: "freja",
        profile: { secret, _ in
            let claims = "https://frejaeid.com/oidc/claims/"
            let scopes = "https://frejaeid.com/oidc/scopes/"
            var person: JSON = ["given_name": "Astrid", "family_name": "Holm", "email": "astrid@example.org"]
            person[claims + "registrationLevel"] = "PLUS"
            person[claims + "personalIdentityNumber"] = "198705142381"
            person[claims + "country"] = "SE"
            person[claims + "document"] = ["type": "PASS", "serialNumber": "99887766", "expirationDate": "2031-05-14"]
            return profile(
                "https://oidc.prod.frejaeid.com/oidc",
                "your-freja-client",
                .secretBasic(secret),
                person: person,
                scopes: [
                    "profile": ["given_name", "family_name"], "email": ["email"],
                    scopes + "registrationLevel": [claims + "registrationLevel"],
                    scopes + "personalIdentityNumber": [claims + "personalIdentityNumber", claims + "country"],
                    scopes + "document": [claims + "document"],
                ]
            ) { $0.claimsInIDToken = true }
        },
        levels: [.low: .substantial, .substantial: .substantial],
        attributes: Dictionary(uniqueKeysWithValues: [
            named(.givenName, "Astrid"), named(.familyName, "Holm"), named(.email, "astrid@example.org"),
            named(.nationalNumber, "198705142381"), named(.nationalNumberCountry, "SE"),
            named(.documentNumber, "99887766"),
        ]).merging(dated(.documentValidUntil, "2031-05-14")) { $1 }
    )

    /// No levels worth the name, a parameter of the vendor's own.
    static let plain = OpenIDConnectSample(
        id: "plain",
        profile: { secret, _ in
            profile(
                "https://login.example.org/realms/people",
                "broker",
                .secretPost(secret),
                person: [
                    "preferred_username": "robin", "given_name": "Robin", "family_name": "Vandevogel",
                    "email": "Robin@Example.ORG", "email_verified": false, "updated_at": 1_700_000_000,
                ],
                scopes: [
                    "profile": ["name", "preferred_username", "given_name", "family_name", "updated_at"],
                    "email": ["email", "email_verified"],
                ]
            ) {
                $0.vendorParameters = ["kc_idp_hint": "people"]
                $0.levels = [.init("1", stating: "1")]
                $0.announcesIssuer = true
            }
        },
        levels: [.low: .low],
        attributes: Dictionary(uniqueKeysWithValues: [
            named(.name, "robin"), named(.givenName, "Robin"), named(.familyName, "Vandevogel"),
            named(.email, "robin@example.org"), named(.emailVerified, false),
            named(.updatedAt, .init(timeIntervalSince1970: 1_700_000_000)),
        ])
    )

    private static func dated(_ attribute: Attribute<CalendarDate>, _ text: String) -> [AttributeName: AttributeValue] {
        day(text).map { [attribute.name: $0] } ?? [:]
    }
}
