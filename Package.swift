// swift-tools-version: 6.2
import PackageDescription

/// What every target of ours is compiled with: imports stay internal unless a public signature needs them.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

/// A method's provider, its simulator and its tests: one folder under `Plugins/`.
///
/// Without `packageAccess` it sees what a package of its own would see.
func plugin(
    _ folder: String,
    also: [Target.Dependency] = [],
    simulator: [Target.Dependency] = [],
    tests: [Target.Dependency] = [],
    resources: [Resource] = [],
    packageAccess: Bool = true
) -> [Target] {
    let module = "EID\(folder)"
    return [
        .target(
            name: module,
            dependencies: ["EIDMethod", "EIDMethodOIDC", "EIDJOSE", "EIDJSON", logging] + also,
            path: "Plugins/\(folder)/Sources",
            resources: resources,
            packageAccess: packageAccess,
            swiftSettings: strict
        ),
        .target(
            name: "\(module)Simulator",
            dependencies: ["EIDSimulator", "EIDJOSE", "EIDJSON"] + simulator,
            path: "Plugins/\(folder)/Simulator",
            packageAccess: packageAccess,
            swiftSettings: strict
        ),
        .testTarget(
            name: "\(module)Tests",
            dependencies: [
                .target(name: module), .target(name: "\(module)Simulator"),
                "EIDMethod", "EIDKeyring", "EIDMethodOIDC", "EIDMethodTesting", "EIDSimulator", "EIDJOSE", "EIDJSON",
                logging,
            ] + also + tests,
            path: "Plugins/\(folder)/Tests",
            packageAccess: packageAccess,
            swiftSettings: strict
        ),
    ]
}

let package = Package(
    name: "eid-broker",
    products: [
        .library(name: "EIDJSON", targets: ["EIDJSON"]),
        .library(name: "EIDJOSE", targets: ["EIDJOSE"]),
        .library(name: "EIDMethod", targets: ["EIDMethod"]),
        .library(name: "EIDMethodOIDC", targets: ["EIDMethodOIDC"]),
        .library(name: "EIDMethodTesting", targets: ["EIDMethodTesting"]),
        .library(name: "EIDKeyring", targets: ["EIDKeyring"]),
        .library(name: "EIDExternalMethod", targets: ["EIDExternalMethod"]),
        .library(name: "EIDPDF", targets: ["EIDPDF"]),
        .library(name: "EIDBroker", targets: ["EIDBroker"]),
        .library(name: "EIDSignature", targets: ["EIDSignature"]),
        .library(name: "EIDServer", targets: ["EIDServer"]),
        .library(name: "EIDSettings", targets: ["EIDSettings"]),
        .library(name: "EIDStorageSQLite", targets: ["EIDStorageSQLite"]),
        .library(name: "EIDStorageTesting", targets: ["EIDStorageTesting"]),
        .library(name: "EIDProgram", targets: ["EIDProgram"]),
        .library(name: "EIDSimulator", targets: ["EIDSimulator"]),
        .library(name: "EIDSimulatorServer", targets: ["EIDSimulatorServer"]),
        .executable(name: "eid-broker", targets: ["eid-broker"]),
        .executable(name: "eid-simulator", targets: ["eid-simulator"]),
        .executable(name: "relying-party", targets: ["relying-party"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.1"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        // System libraries: module maps, and the shims that function-like macros need.
        .systemLibrary(name: "COpenSSL", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CJansson", providers: [.apt(["libjansson-dev"])]),
        .systemLibrary(name: "CQREncode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),

        // The plugin kit and what stands below it.
        .target(name: "EIDJSON", dependencies: ["CJansson"], swiftSettings: strict),
        .target(name: "EIDJOSE", dependencies: ["EIDJSON", "COpenSSL"], swiftSettings: strict),
        .target(
            name: "EIDSignature",
            dependencies: [
                "EIDPDF", "EIDJOSE", "EIDJSON", "COpenSSL", .product(name: "SwiftASN1", package: "swift-asn1"),
            ],
            swiftSettings: strict
        ),
        .target(name: "EIDMethod", dependencies: [logging], swiftSettings: strict),
        .target(
            name: "EIDMethodOIDC",
            dependencies: ["EIDMethod", "EIDJOSE", "EIDJSON", logging],
            swiftSettings: strict
        ),
        // The private keys that an operator gives a method; nobody but the broker and tests holds them.
        .target(name: "EIDKeyring", dependencies: ["EIDMethod", "EIDJOSE", "EIDJSON"], swiftSettings: strict),
        .target(
            name: "EIDMethodTesting",
            dependencies: ["EIDMethod", "EIDKeyring", "EIDSimulator", "EIDJOSE", "EIDJSON", logging],
            swiftSettings: strict
        ),
        // Methods in processes of their own: the protocol, what supervises them, and what they are made of.
        .target(name: "CChildProcess"),
        .target(
            name: "EIDExternalMethod",
            dependencies: ["EIDMethod", "EIDKeyring", "EIDJOSE", "EIDJSON", "CChildProcess", logging],
            swiftSettings: strict
        ),

        // Documents.
        .target(name: "EIDPDF", dependencies: ["CZlib"], swiftSettings: strict),

        // The broker.
        .target(
            name: "EIDBroker",
            dependencies: ["EIDMethod", "EIDSignature", "EIDJOSE", "EIDJSON", logging],
            swiftSettings: strict
        ),
        .target(name: "EIDStorageTesting", dependencies: ["EIDBroker", "EIDMethod"], swiftSettings: strict),
        .target(
            name: "EIDStorageSQLite",
            dependencies: ["EIDBroker", "EIDMethod", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict
        ),
        .target(
            name: "EIDServer",
            dependencies: [
                "EIDBroker", "EIDMethod", "CQREncode", hummingbird, asyncHTTPClient, lifecycle, logging,
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            resources: [.embedInCode("Pages/Assets")],
            swiftSettings: strict
        ),
        .target(
            name: "EIDSettings",
            dependencies: ["EIDBroker", "EIDExternalMethod", "EIDMethod", "EIDJOSE", "EIDJSON", yams, logging],
            swiftSettings: strict
        ),

        // Upstream look-alikes, without any part of the broker.
        .target(name: "EIDSimulator", dependencies: ["EIDJOSE", "EIDJSON", "CQREncode", yams], swiftSettings: strict),
        // A small certificate authority with its responder and timestamps, on OpenSSL alone: it shares no code with what it
        // tests.
        .target(name: "EIDSimulatorTrust", dependencies: ["COpenSSL"], swiftSettings: strict),
        .testTarget(name: "EIDSimulatorTrustTests", dependencies: ["EIDSimulatorTrust"], swiftSettings: strict),
        .target(
            name: "EIDSimulatorServer",
            dependencies: [
                "EIDSimulator", "COpenSSL", hummingbird, lifecycle, logging, asyncHTTPClient,
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),

        .target(
            name: "EIDProgram",
            dependencies: [
                "EIDServer", "EIDBroker", "EIDSettings", "EIDStorageSQLite", "EIDMethod", "EIDMethodOIDC",
                "EIDExternalMethod", "EIDKeyring", "EIDSignature", "EIDPDF", "EIDJOSE", "EIDJSON", argumentParser,
                lifecycle, logging, .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            resources: [.embedInCode("Plugin/Template.txt")],
            swiftSettings: strict
        ),

        // Executables: the one place that names plugins.
        .executableTarget(
            name: "eid-broker",
            dependencies: [
                "EIDProgram", "EIDMethod", "EIDItsme", "EIDOpenIDConnect", "EIDSmartID", "EIDSwedishBankID",
            ],
            swiftSettings: strict
        ),
        // A package of its own for those who copy it; here it shows that what is public suffices.
        .executableTarget(
            name: "library-broker",
            dependencies: ["EIDProgram", "EIDMethod", "EIDJOSE"],
            path: "Samples/OutOfTreeMethod/Sources",
            packageAccess: false,
            swiftSettings: strict
        ),
        // What `eid-broker plugin new --with-broker` adds to a package, so that both may run.
        .executableTarget(
            name: "template-broker",
            dependencies: ["EIDProgram", "EIDMethod", "EIDTemplate"],
            path: "Samples/NewPlugin/template-broker",
            packageAccess: false,
            swiftSettings: strict
        ),
        .executableTarget(
            name: "template-simulator",
            dependencies: ["EIDSimulator", "EIDSimulatorServer", "EIDTemplateSimulator"],
            path: "Samples/NewPlugin/template-simulator",
            packageAccess: false,
            swiftSettings: strict
        ),
        // What any provider becomes in one line; the conformance suite runs against it.
        .executableTarget(
            name: "external-template",
            dependencies: ["EIDExternalMethod", "EIDTemplate"],
            path: "Samples/ExternalMethod/Sources",
            packageAccess: false,
            swiftSettings: strict
        ),
        .executableTarget(
            name: "eid-simulator",
            dependencies: [
                "EIDSimulator", "EIDSimulatorServer", "EIDSimulatorTrust", "EIDItsmeSimulator", "EIDSmartIDSimulator",
                "EIDSwedishBankIDSimulator", "EIDOpenIDConnectSimulator", "EIDJOSE", "EIDJSON", argumentParser,
                lifecycle,
                .product(name: "UnixSignals", package: "swift-service-lifecycle"), logging,
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "relying-party",
            dependencies: [
                "EIDJOSE", "EIDJSON", hummingbird, asyncHTTPClient, logging,
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            path: "Samples/RelyingParty/Sources",
            swiftSettings: strict
        ),

        .executableTarget(
            name: "jose-benchmark",
            dependencies: ["EIDJOSE", "EIDJSON", "COpenSSL"],
            path: "Benchmarks/JOSE",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "signing-benchmark",
            dependencies: ["EIDSignature", "EIDPDF"],
            path: "Benchmarks/Signing",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "external-benchmark",
            dependencies: ["EIDExternalMethod", "EIDTemplate", "EIDMethod", "EIDJOSE", "EIDJSON", logging],
            path: "Benchmarks/External",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "login-benchmark",
            dependencies: [
                "EIDItsmeSimulator", "EIDSimulator", "EIDSimulatorServer", "EIDJOSE", "EIDJSON", asyncHTTPClient,
                argumentParser, logging, .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            path: "Benchmarks/Login",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "waiting-benchmark",
            dependencies: [
                "EIDBroker", "EIDServer", "EIDMethod", "EIDJOSE", argumentParser, logging,
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            path: "Benchmarks/Waiting",
            swiftSettings: strict
        ),

        // Tests, from the lowest layer to whole sign-ins.
        .testTarget(name: "EIDJSONTests", dependencies: ["EIDJSON"], swiftSettings: strict),
        .testTarget(
            name: "EIDJOSETests",
            dependencies: ["EIDJOSE", "EIDJSON"],
            exclude: ["Vectors"],
            swiftSettings: strict
        ),
        // Certificates, timestamps and answers about revocation, made for tests.
        .target(
            name: "SignatureStage",
            dependencies: ["EIDSignature", "EIDPDF", "PDFCorpus", "EIDJOSE", "COpenSSL"],
            path: "Tests/SignatureStage",
            swiftSettings: strict
        ),
        .testTarget(
            name: "EIDSignatureTests",
            dependencies: ["EIDSignature", "SignatureStage", "EIDPDF", "PDFCorpus", "EIDJOSE", "EIDJSON", "COpenSSL"],
            exclude: ["Judges"],
            swiftSettings: strict
        ),
        .target(name: "PDFCorpus", dependencies: ["CZlib"], path: "Tests/PDFCorpus", swiftSettings: strict),
        .testTarget(name: "EIDPDFTests", dependencies: ["EIDPDF", "PDFCorpus"], swiftSettings: strict),
        .testTarget(name: "EIDMethodTests", dependencies: ["EIDMethod", logging], swiftSettings: strict),
        .testTarget(
            name: "EIDMethodTestingTests",
            dependencies: ["EIDMethodTesting", "EIDMethod", "EIDJOSE", "EIDJSON", logging],
            swiftSettings: strict
        ),
        // Plugins as processes, for tests.
        .executableTarget(
            name: "external-plugins",
            dependencies: ["EIDExternalMethod", "EIDOpenIDConnect", "EIDSmartID"],
            path: "Tests/ExternalPlugins",
            swiftSettings: strict
        ),
        .target(
            name: "OutsideStage",
            dependencies: ["EIDExternalMethod", "EIDJOSE", logging],
            path: "Tests/OutsideStage",
            swiftSettings: strict
        ),
        .testTarget(
            name: "EIDExternalMethodTests",
            dependencies: [
                "EIDExternalMethod", "OutsideStage", "CChildProcess", "external-template", "EIDTemplate",
                "EIDTemplateSimulator",
                "EIDMethod", "EIDKeyring", "EIDMethodTesting", "EIDSimulator", "EIDJOSE", "EIDJSON", logging,
            ],
            exclude: ["Fixtures"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "EIDMethodOIDCTests",
            dependencies: [
                "EIDMethodOIDC", "EIDMethod", "EIDKeyring", "EIDMethodTesting", "EIDJOSE", "EIDJSON", logging,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "EIDBrokerTests",
            dependencies: [
                "EIDBroker", "EIDStorageTesting", "EIDMethod", "EIDSignature", "SignatureStage", "EIDJOSE", "EIDJSON",
                "PDFCorpus", logging,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "EIDStorageSQLiteTests",
            dependencies: [
                "EIDStorageSQLite", "EIDStorageTesting", "EIDBroker", "EIDMethod",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "EIDServerTests",
            dependencies: [
                "EIDServer", "EIDBroker", "EIDMethod", "EIDJOSE", "EIDJSON", asyncHTTPClient, lifecycle, logging,
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "EIDSettingsTests",
            dependencies: [
                "EIDSettings", "EIDExternalMethod", "EIDServer", "EIDBroker", "EIDMethod", "EIDItsme",
                "EIDOpenIDConnect",
                "EIDSmartID", "EIDSwedishBankID",
                "EIDOpenIDConnectSimulator", "EIDSimulator", "EIDMethodTesting", "EIDKeyring", "EIDJOSE", "EIDJSON",
                "SignatureStage",
                logging,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "EIDSimulatorTests",
            dependencies: ["EIDSimulator", "EIDJOSE", "EIDJSON"],
            swiftSettings: strict
        ),
        .target(
            name: "FlowDriver",
            dependencies: [
                asyncHTTPClient, .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            path: "Tests/FlowDriver",
            swiftSettings: strict
        ),
        // Shows browser tests the pages that no method of ours has.
        .executableTarget(
            name: "interaction-stage",
            dependencies: [
                "EIDServer", "EIDBroker", "EIDMethod", "EIDJOSE", lifecycle, logging,
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            path: "Tests/InteractionStage",
            swiftSettings: strict
        ),
        .testTarget(
            name: "FlowTests",
            dependencies: [
                "FlowDriver", "eid-broker", "eid-simulator", "library-broker", "external-template",
                "EIDTemplateSimulator", "EIDProgram",
                "EIDServer", "EIDBroker", "EIDSettings",
                "EIDStorageSQLite", "EIDMethod",
                "EIDSignature", "EIDItsme", argumentParser,
                "EIDItsmeSimulator", "EIDSmartIDSimulator", "EIDSwedishBankIDSimulator", "EIDSimulator",
                "EIDSimulatorServer",
                "EIDSimulatorTrust", "EIDJOSE", "EIDJSON", "SignatureStage",
                asyncHTTPClient, lifecycle, logging,
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            exclude: ["Fixtures"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "EIDItsmeSimulatorTests",
            dependencies: ["EIDItsmeSimulator", "EIDSimulator", "EIDSimulatorTrust", "EIDJOSE", "EIDJSON"],
            path: "Plugins/Itsme/SimulatorTests",
            swiftSettings: strict
        ),
        .testTarget(
            name: "LayoutTests",
            dependencies: ["EIDBroker", "EIDExternalMethod", "EIDMethod"],
            swiftSettings: strict
        ),
    ]
        + plugin("Itsme", simulator: ["EIDSimulatorTrust"], resources: [.embedInCode("Data")])
        + plugin("OpenIDConnect", tests: ["OutsideStage", "EIDExternalMethod", "external-plugins"])
        + plugin(
            "SmartID",
            also: ["EIDSignature"],
            simulator: ["EIDSimulatorTrust"],
            tests: ["OutsideStage", "EIDExternalMethod", "external-plugins"]
        )
        + plugin("SwedishBankID", also: ["EIDSignature"], simulator: ["EIDSimulatorTrust"])
        + plugin("Template", packageAccess: false)
)
