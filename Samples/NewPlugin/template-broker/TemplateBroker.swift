import EIDMethod
import EIDProgram
import EIDTemplate

/// A broker that offers the method.
@main
enum TemplateBroker {
    static func main() async { await BrokerProgram.main(offering: MethodRegistry(TemplateProvider.self)) }
}
