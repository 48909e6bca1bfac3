"""Common names of the seven languages, put together by chance. They are nobody's in particular.

What a pair rests on is its table (``tables``) or its list of spellings (``spellings``); these are only names to write.
"""


def listed(text):
    return text.split()


UKRAINIAN_GIVEN = listed("""Олександр Сергій Андрій Володимир Юрій Євген Дмитро Михайло Ігор Ярослав Григорій Віталій
Олена Наталія Тетяна Ірина Світлана Оксана Юлія Катерина Людмила Галина Ганна Надія Любов Вікторія Яна Анастасія
Софія Євгенія Зоряна Христина Соломія Раїса Аліна Діана""")
UKRAINIAN_FAMILY = listed("""Шевченко Коваленко Бондаренко Ткаченко Кравченко Олійник Шевчук Коваль Поліщук Бондар
Мельник Гончаренко Щербак Хоменко Гриценко Яценко Юрченко Жук Зінченко Чорний Пилипенко Левчук Гаврилюк Мартинюк Божко
Цимбал Ященко Захарчук Кучер Нечай Сидоренко Якименко Гнатюк Харченко Щур Дзюба""")

ARABIC_GIVEN = listed("""muHamFad aHmad Hasan Husayn EalI xAlid yUsuf ibrAhIm EuvmAn Eumar jamAl karIm TAriq ra$Id
maHmUd fATimap xadIjap EA}i$ap zaynab maryam laylaY nUr samIrap hudaY suEAd amInap salmaY ra$Idap jamIlap HalImap
naEImap sanA' zuhrap yAsmIn""")
ARABIC_FAMILY = listed("""HadFAd najFAr xaTIb qAsim manSUr $arIf xalIl HamdAn TAhir salmAn saEIdI baSrI EirAqI
SabFAg DArib qa*FAfI bakrI zaydAn HAfiZ jabFAr gazAlI rifAEI $amsI fArUq""")

# Beginning, vowel, end of each syllable beside the name.
THAI_GIVEN = {
    "สมชาย": "ส.o.ม ช.ā.ย",
    "สมศักดิ์": "ส.o.ม ศ.a.ก",
    "สมศรี": "ส.o.ม ศ.ī.",
    "วิชัย": "ว.i. ช.a.ย",
    "ประเสริฐ": "ปร.a. ส.oe.ฐ",
    "บุญมี": "บ.u.ญ ม.ī.",
    "มาลี": "ม.ā. ล.ī.",
    "สุดา": "ส.u. ด.ā.",
    "สิริพร": "ส.i. ร.i. พ.ǭ.ร",
    "พรทิพย์": "พ.ǭ.ร ท.i.พ",
    "ไพโรจน์": "พ.ai. ร.ō.จ",
    "จันทร์เพ็ญ": "จ.a.น พ.e.ญ",
    "นงนุช": "น.o.ง น.u.ช",
    "แสงดาว": "ส.ae.ง ด.ā.ว",
    "ชลธิชา": "ช.o.ล ธ.i. ช.ā.",
    "อรุณ": "อ.a. ร.u.ณ",
    "กิตติพงษ์": "ก.i.ต ต.i. พ.o.ง",
    "สุรชัย": "ส.u. ร.a. ช.a.ย",
    "ลัดดา": "ล.a.ด ด.ā.",
    "วรรณา": "ว.a.ร ณ.ā.",
    "รัตนา": "ร.a.ต ต.a. น.ā.",
    "เจริญ": "จ.a. ร.oe.ญ",
    "มานะ": "ม.ā. น.a.",
    "ปราณี": "ปร.ā. ณ.ī.",
    "สุนีย์": "ส.u. น.ī.",
    "กมล": "ก.a. ม.o.ล",
    "ธนพล": "ธ.a. น.a. พ.o.ล",
    "นภา": "น.a. ภ.ā.",
    "ณัฐพล": "ณ.a.ฐ ฐ.a. พ.o.ล",
    "พิมพ์": "พ.i.ม",
    "อำไพ": "อ.am. พ.ai.",
    "เกษม": "ก.a. ษ.e.ม",
}
THAI_FAMILY = {
    "ใจดี": "จ.ai. ด.ī.",
    "ทองดี": "ท.ǭ.ง ด.ī.",
    "สุขใจ": "ส.u.ข จ.ai.",
    "ศรีสุข": "ศ.ī. ส.u.ข",
    "บุญเรือง": "บ.u.ญ ร.uea.ง",
    "แก้วมณี": "ก.ae.ว ม.a. ณ.ī.",
    "วงศ์ทอง": "ว.o.ง ท.ǭ.ง",
    "พันธ์ทอง": "พ.a.น ท.ǭ.ง",
    "สายสุวรรณ": "ส.ā.ย ส.u. ว.a.ณ",
    "จันทร์ดี": "จ.a.น ด.ī.",
    "ทับทิม": "ท.a.บ ท.i.ม",
    "คงสุข": "ค.o.ง ส.u.ข",
    "มีสุข": "ม.ī. ส.u.ข",
    "นาคำ": "น.ā. ค.am.",
    "รักไทย": "ร.a.ก ท.ai.",
    "พลอยงาม": "พล.ǭ.ย ง.ā.ม",
}

VIETNAMESE = """Nguyễn Thị Lan;Trần Văn Hùng;Lê Thị Hồng;Phạm Minh Đức;Hoàng Thị Thảo;Phan Thanh Tùng;Vũ Thị Hương;
Võ Văn Kiệt;Đặng Thị Ngọc;Bùi Xuân Trường;Đỗ Thị Thủy;Hồ Thị Mỹ;Ngô Đình Quý;Dương Thị Tuyết;Lý Thị Vân;Đinh Công Sơn;
Trịnh Thị Liên;Mai Thị Phượng;Tạ Quang Vinh;Lương Thị Diễm;Cao Thị Kỳ;Châu Thị Bích;Huỳnh Ngọc Ánh;Hà Thị Yến;
Đoàn Văn Lợi;Tô Thị Nhung;Quách Thị Quỳnh;Lâm Chí Dũng;Nguyễn Đức Thiện;Trương Thị Xuân;Nguyễn Hải Đăng;Trần Thị Tĩnh;
Phùng Thị Hậu;Vương Thị Hiền;La Thị Thúy;Nghiêm Thị Giang;Thái Văn Lộc;Đào Thị Cẩm;Nguyễn Thị Hoà;Lê Thị Loan"""
# After h, k, l, m, s, t and at the end of a syllable.
VIETNAMESE_Y = """Lý Thị Mỹ;Nguyễn Thị Kỳ;Hồ Thị Lý;Phạm Thị Hy;Lê Văn Sỹ;Ngô Văn Tý;Vũ Thị Ly;Trần Thị Mỹ Lan;
Đỗ Văn Kỷ;Hồ Thị Mỹ"""

YORUBA = """Ọláwálé Adéyẹmí;Fúnmiláyọ̀ Ṣówándé;Ṣadé Adéníyì;Ẹniọlá Bámgbóṣé;Ṣẹ́gun Ọbásanjọ́;Títílayọ̀ Àjàyí;
Olúwaṣeun Akínṣọlá;Ìyábọ̀ Ògúndélé;Bọ́lá Ṣóyínká;Ayọ̀délé Fáṣọlá;Ọmọlará Òjó;Kẹ́hìndé Àlàbí;Táíwò Adéṣínà;
Yẹ́misí Ọlátúnjí;Fọláṣadé Ìdòwú;Olúṣọlá Adébáyọ̀;Adéọlá Oyèlárán;Ṣọlá Ọdúntán;Bísí Adéwálé;Dúpẹ́ Ọ̀ṣúntókun"""
IGBO = """Ụchenna Ọkọnkwọ;Chịamaka Nwọsụ;Nkechi Ọbị;Ifẹọma Ọkafọ;Chinwe Ụzọma;Ọgechi Ezeụdụ;Adaọra Ọnwụka;
Ọbinna Ịgwe;Ngọzi Okoye;Amarachi Nwankwọ;Chịdị Ọjukwu;Ụgọchi Anozie;Kelechi Ibekwe;Ọnyeka Nwachukwu;Chiọma Ụdeh"""
HAUSA = """Ɗanladi Ɓala;Ƙasimu Ɗanjuma;Hauwa Ƴar’aduwa;Ladi Ɗanlami;Maryam Ƙofa;Ɗantata Sani;
Aisha Ɗanbatta;Halima Ɓagwai;
Sadiya Ƙaura;Zainab Ɗankwambo"""

ROMANIAN = (
    """Ștefan Țurcanu;Mădălina Crăciun;Ionuț Pârvu;Cătălina Brânză;Andreea Câmpeanu;Gheorghiță Stănescu;
Ioana Țîrlea;Răzvan Şerban;Mihăiță Bălan;Sânziana Vârlan;Alexandru Crîșan;Raluca Sîrbu;Ștefania Grădinaru;
Ecaterina Ciobanu;Georgiana Râpă;Nicoleta Târziu;Florin Dănilă;Lăcrămioara Pînzaru;Ruxandra Chirilă;Iulian Gheorghe;
Daniela Mîndru;Cosmin Ţepeş;Adriana Ursăchi;Costică Vâlcu;Elena Hîncu;Vasile Cîrlan;Ana-Maria Fătu;Sorina Bădescu;
Marian Mînzat;Cristina Ceaușu""".replace("Ş", "Ș")
    .replace("Ţ", "Ț")
    .replace("ş", "ș")
)
# Moldovan names in the letters they were written in until 1989.
MOLDOVAN_GIVEN = listed("""Ион Василе Думитру Георге Михай Елена Лудмила Юлия Серӂиу Анӂела Кристина Екатерина Чечилия
Лучия Мариана Штефан Андрей Родика Виктория Наталия""")
MOLDOVAN_FAMILY = listed("""Чебан Русу Мунтяну Чобану Цуркан Гырбу Кириак Бежан Гицу Мокану Спыну Чокан Плэмэдялэ Крецу
Унгуряну Сырбу Настасе Грекул Жосан Чубарь""")
FILIPINO = """Maria Luisa Peña;Jose Cruz;Ma. Teresa Ocampo;Josefina Quiñones;Rosario Dela Cruz;Carmelita Bautista;
Francisca Ocampo;Juan Carlos Pacheco;Maria Cecilia Macaraeg;Felicidad Macaraeg;Jocelyn Cabrera;Criselda Quinto;
Cristina Reyes;Concepcion Roque;Fernando Cordero;Jacinta Lacson;Corazon Acosta;Generosa Ibañez;Josefa Fajardo;
Clarita Dacanay;Juanita Dela Peña;Ma. Fe Cojuangco;Maria Corazon Catapang;Jose Maria Dimaculañgan;Cecilia Delos Reyes"""

# Names that look alike and are two: for each language groups of given names, and of family names.
LOOK_ALIKE = {
    "vi": (
        "Lan Loan Liên Linh;Hoa Hoài Huệ;Thu Thủy Thảo;Minh Mai Mạnh;Hùng Hưng Hằng;Đức Đạt Dũng;Phương Phượng Phú",
        "Nguyễn Thị;Ngô Thị;Phan Thị;Phạm Thị;Trần Thị;Trịnh Thị;Đỗ Thị;Đào Thị;Lê Thị;Lý Thị;Vũ Thị;Vương Thị",
    ),
    "ng": (
        "Chidi Chidinma Chinedu;Ngozi Nkechi Nneka;Adaeze Adaobi Adaora;Osaro Osagie Osaze;Bisi Bose Bola;"
        "Sade Sola Seun;Amina Amira Asabe;Blessing Bright Beauty",
        "Okafor;Okoro;Okoye;Adeyemi;Adebayo;Adewale;Musa;Mustapha;Igwe;Igbinedion",
    ),
    "ro": (
        "Maria Mario Marian Mariana;Ioana Ion Ionela;Andrei Andreea Adrian;Mihai Mihaela Mihnea;"
        "Florin Florina Flavia;Daniel Daniela Denisa;Alin Alina Elena",
        "Popescu;Popa;Pop;Ionescu;Ioniță;Stan;Stancu;Stănescu;Dumitru;Dumitrescu",
    ),
    "th": (
        "สมชาย สมศักดิ์ สมศรี สมพร;วิชัย วิไล วิทยา;มาลี มานี มานะ;สุดา สุนี สุรีย์;นภา นารี นันทา",
        "ทองดี;ทองคำ;บุญมี;บุญมา;ศรีสุข;ศรีทอง;มีสุข;มีทอง",
    ),
    "ar": (
        "Hassan Hussein Hisham;Mohammed Mahmoud Mukhtar;Samir Samira Samar;Karim Karima Kamal;Salim Salma Salman;"
        "Amina Amira Amal;Jamal Jamila Jalal",
        "Ali;Alawi;Hamdan;Hammadi;Haddad;Khalil;Khalid;Mansour;Mansouri",
    ),
    "fil": (
        "Maria Mario Marina;Rosa Rosario Roselyn;Jose Josefa Joel;Carmen Carmela Carlo;Ana Anita Angela;Luz Luis Luisa",
        "Santos;Santiago;Reyes;Ramos;Cruz;Cortez;Garcia;Gracia;Mendoza;Mercado",
    ),
    "uk": (
        "Олександр Олександра Олексій;Олена Оксана Олеся;Юрій Юлія Юліана;Марія Марина Мар’яна;Іван Іванна Ілля;"
        "Наталія Надія Настя;Євген Євгенія Єва",
        "Коваленко;Ковальчук;Коваль;Бондаренко;Бондарчук;Шевченко;Шевчук;Мельник;Мельничук",
    ),
}
