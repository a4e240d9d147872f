/// A country as ISO 3166-1 writes it, read from either of its codes.
struct CountryCode: Sendable, Hashable {
    /// The form in which a country is written.
    enum Form: String, Sendable, CaseIterable {
        case alpha2, alpha3
    }

    let alpha2: String
    let alpha3: String

    /// Reads alpha-2 or alpha-3 in either case; `nil` for a code that no country has.
    ///
    /// Also what eIDAS writes for Greece and the United Kingdom, and the `D` of German documents (ICAO 9303 part 3).
    init?(_ text: String) {
        guard (1...3).contains(text.utf8.count), text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let code = text.uppercased()
        guard let found = Self.byCode[Self.other[code] ?? code] else { return nil }
        self = found
    }

    private init(alpha2: String, alpha3: String) {
        self.alpha2 = alpha2
        self.alpha3 = alpha3
    }

    /// The country in one form.
    func written(_ form: Form) -> String { form == .alpha2 ? alpha2 : alpha3 }

    private static let other = ["EL": "GR", "UK": "GB", "D": "DE"]

    private static let byCode: [String: CountryCode] = {
        var countries: [String: CountryCode] = [:]
        for pair in table.split(whereSeparator: \.isWhitespace) where pair.count == 5 {
            let country = CountryCode(alpha2: String(pair.prefix(2)), alpha3: String(pair.suffix(3)))
            countries[country.alpha2] = country
            countries[country.alpha3] = country
        }
        return countries
    }()

    /// Alpha-2 and alpha-3 of every country, joined.
    private static let table = """
        ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE BABIH BBBRB
        BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR
        BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR
        CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK
        FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS
        GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN
        ISISL ITITA JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO
        LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD
        MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER
        NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM
        PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP
        SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF
        TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY
        UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR VNVNM VUVUT WFWLF WSWSM YEYEM YTMYT ZAZAF ZMZMB ZWZWE
        """
}
