/// The fictional person who signs in all the time.
enum BenchmarkPerson {
    static let yaml = """
        personas:
          lotte:
            phone: "+32 470000001"
            document: { country: BEL, number: "592104837782", type: I }
            claims:
              name: Lotte Verbrugge
              given_name: Lotte
              family_name: Verbrugge
              gender: female
              birthdate: "1985-03-17"
              email: lotte@example.com
              phone_number: "+32 470000001"
              address:
                street_address: Voorbeeldstraat 12 bus 3
                postal_code: "9000"
                locality: GENT
                formatted: Voorbeeldstraat 12 bus 3 9000 GENT
        """
}
