import EIDSimulatorTrust
import Testing

@Suite struct TrustServiceNameTests {
    @Test func saysThatItIsNotReal() { #expect(TrustServiceName.organization.contains("NOT A REAL")) }
}
