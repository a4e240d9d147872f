import EIDItsme
import EIDMethod
import EIDOpenIDConnect
import EIDProgram
import EIDSmartID
import EIDSwedishBankID

/// The broker with the methods that it is shipped with: the one place that names plugins.
@main
enum Product {
    /// The installed methods; settings decide which of them run.
    static let registry = MethodRegistry(
        ItsmeProvider.self,
        OpenIDConnectProvider.self,
        SmartIDProvider.self,
        SwedishBankIDProvider.self
    )

    static func main() async { await BrokerProgram.main(offering: registry) }
}
