import EIDMethod
import EIDProgram

/// The broker with one method, which is nobody else's.
@main
enum LibraryBroker {
    static func main() async { await BrokerProgram.main(offering: MethodRegistry(LibraryCardProvider.self)) }
}
