import COpenSSL
import FoundationEssentials

/// The list on which the authorities stand as qualified.
extension TrustService {
    /// A trusted list in the shape of ETSI TS 119 612, unsigned: who uses it vouches for it.
    ///
    /// It names the issuers of signers' and seals' certificates as granted, and the timestamp authority; it is due again
    /// after half a year.
    package func trustedList() throws(TrustError) -> String {
        let time = now()
        let services = [
            try service(.signers, type: "CA/QC", purpose: "ForeSignatures"),
            try service(.seals, type: "CA/QC", purpose: "ForeSeals"),
            try service(.timestamps, type: "TSA/QTST", purpose: nil),
        ]
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#" \
            TSLTag="http://uri.etsi.org/19612/TSLTag">
            <SchemeInformation>
            <TSLVersionIdentifier>5</TSLVersionIdentifier>
            <TSLSequenceNumber>1</TSLSequenceNumber>
            <TSLType>http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUgeneric</TSLType>
            <SchemeOperatorName>\(Self.name(TrustServiceName.organization))</SchemeOperatorName>
            <SchemeName>\(Self.name("XX: simulated trusted list, NOT REAL"))</SchemeName>
            <StatusDeterminationApproach>http://uri.etsi.org/TrstSvc/TrustedList/StatusDetn/EUappropriate\
            </StatusDeterminationApproach>
            <SchemeTerritory>XX</SchemeTerritory>
            <HistoricalInformationPeriod>65535</HistoricalInformationPeriod>
            <ListIssueDateTime>\(time.ISO8601Format())</ListIssueDateTime>
            <NextUpdate><dateTime>\(time.addingTimeInterval(180 * Self.day).ISO8601Format())</dateTime></NextUpdate>
            </SchemeInformation>
            <TrustServiceProviderList><TrustServiceProvider>
            <TSPInformation><TSPName>\(Self.name(TrustServiceName.organization))</TSPName></TSPInformation>
            <TSPServices>
            \(services.joined(separator: "\n"))
            </TSPServices>
            </TrustServiceProvider></TrustServiceProviderList>
            </TrustServiceStatusList>

            """
    }

    private func service(_ role: TrustAuthority, type: String, purpose: String?) throws(TrustError) -> String {
        let authority = try authority(role)
        var start: Int64 = 0
        guard eid_seconds(X509_get0_notBefore(authority.handle.pointer), &start) == 1 else {
            throw OpenSSL.failure("the authority's certificate has no beginning")
        }
        let since = Date(timeIntervalSince1970: TimeInterval(start)).ISO8601Format()
        let prefix = "http://uri.etsi.org/TrstSvc"
        let addition = purpose.map { purpose in
            """
            <ServiceInformationExtensions><Extension Critical="true"><AdditionalServiceInformation>\
            <URI xml:lang="en">\(prefix)/TrustedList/SvcInfoExt/\(purpose)</URI>\
            </AdditionalServiceInformation></Extension></ServiceInformationExtensions>

            """
        }
        return """
            <TSPService><ServiceInformation>
            <ServiceTypeIdentifier>\(prefix)/Svctype/\(type)</ServiceTypeIdentifier>
            <ServiceName>\(Self.name(TrustServiceName.authority(role)))</ServiceName>
            <ServiceDigitalIdentity><DigitalId><X509Certificate>\(Data(authority.certificate).base64EncodedString())\
            </X509Certificate></DigitalId></ServiceDigitalIdentity>
            <ServiceStatus>\(prefix)/TrustedList/Svcstatus/granted</ServiceStatus>
            <StatusStartingTime>\(since)</StatusStartingTime>
            \(addition ?? "")</ServiceInformation></TSPService>
            """
    }

    private static func name(_ text: String) -> String { #"<Name xml:lang="en">\#(text)</Name>"# }
}
