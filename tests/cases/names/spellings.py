"""Names that people spell in several ways, as others have written them down, and where that was read.

Each list holds word by word what its source says of one name; ``making`` puts a given name and a family name together.
"""


def spelled(text):
    return [tuple(pair.split("/")) for pair in text.split()]


# Arabic and English names of the same people, from the titles of an encyclopedia.
GOOGLE = "google/transliteration ar2en-test.txt and ar2en-eval.txt"
ARABIC_GIVEN = spelled("""سمير/Samir سلمى/Salma سلوى/Salwa خليل/Khalil عثمان/Osman رمضان/Ramadan رياض/Riad صبري/Sabri
فريدة/Farida فهيم/Fahim فواز/Fawwaz سيف/Saif حمد/Hamad عرفات/Arafat عمرو/Amr إدريس/Idris كمال/Kamal جلال/Jalal
جواد/Jawad بلال/Bilal بسام/Bassam بشار/Bashar إيهاب/Ihab رائد/Raed رشاد/Rashad سليمة/Salima سهام/Sihem غسان/Ghassan
فتيحة/Fatiha بلقيس/Balqees""")
ARABIC_FAMILY = spelled("""العطار/Attar العلوي/Alaoui القحطاني/Qahtani الهاشمي/Hashimi الحكيم/Hakim الشيرازي/Shirazi
الفارس/Fares القنطار/Kuntar المحمدي/Elmohamady الهلالي/Hilali حجار/Hajjar حيدري/Heidari قباني/Qabbani قصاب/Qassab
غليون/Ghalioun حمادة/Hamada الطالبي/Talbi البرغوثي/Barghouti البخاري/Bukhari الجراح/Jarrah التبريزي/Tabrizi
النابلسي/Nabulsi الظواهري/Zawahiri القرضاوي/Qaradawi عبودي/Aboodi خدوري/Khadduri فودة/Foda زعرور/Zaarur سماحة/Samaha
كرم/Karam""")
MUHAMMAD_SOURCE = "egyptianstreets.com 2019/07/10, On the popularity of Mohammed"
MUHAMMAD = ("Mohammed", "Mohammad", "Muhammed", "Mohamed", "Mohamad", "Muhamad")
GHAMDI_SOURCE = "fact-archive.com encyclopedia, Muslim names: transliteration"
GHAMDI = ("Said al-Ghamdi", "Saeed Al Ghamdi", "Sayeed Alghamdi")

# Igbo names as they are written in English, and as the Ọnwụ orthography has them.
IGBO_SOURCE = "odogwublog.com, P. C. Emekwulu: Igbo names and the anglicizing movement, cases 1 and 2"
IGBO = spelled("""Eze/Ezeh Ume/Umeh Mba/Mbah Udo/Udoh Metụ/Metuh Ọnwụra/Onwurah Oko/Okoh Anakọ/Anakor Ejiọfọ/Ejiofor
Jideọfọ/Jideofor Nsọfọ/Nsofor Nwankwọ/Nwankwor Mgbafọ/Mgbafor Okàfọ/Okafor Ezekafọ/Ezekafor Nnajiọfọ/Nnajiofor
Nwafọ/Nwafor Ụkpọ/Ukpor""")
IGBO_GIVEN = ("Nkechi", "Chidi", "Ngozi", "Amarachi", "Kelechi", "Chinwe", "Obinna", "Adaeze", "Ifeoma")
YORUBA_SOURCE = "theinterviewsng.com, Self-imposed colonization or civilization"
YORUBA = spelled("Abimbola/Abinbola Olayiwola/Layiwola")
SHOLA_SOURCE = "namepedia.name/shola"
SHOLA = spelled("Ṣọlá/Shola Olúwaṣọlá/Oluwashola Ṣọla/Shola")
HAUSA_SOURCE = "makarantarhausa.com/waje?l=1M129, Dasuki ko Dasuqi"
HAUSA = spelled("Dasuqi/Dasuki")

# Thai as the Royal Institute's system has it (the word, then its Latin), and as the bearer spells it.
CABINET_SOURCE = "thailandtip.info 2011/08/09, names of the cabinet by the Royal Institute's system"
CABINET_GIVEN = spelled(
    "ยิ่งลักษณ์/Yinglak ยงยุทธ/Yongyut เฉลิม/Chaloem โกวิทย์/Kowit ชุมพล/Chumphon กิตติรัตน์/Kittirat ธีระชัย/Thirachai"
)
CABINET_FAMILY = spelled("ชินวัตร/Chinnawat วิชัยดิษฐ์/Wichaidit อยู่บำรุง/Yubamrung วัฒนะ/Watthana")
BEARER = spelled("Yinglak/Yingluck Chinnawat/Shinawatra")

# Filipino family names with their form in today's spelling, and with the Spanish Y at the beginning.
CATALOGUE_SOURCE = "image.absoluteastronomy.com, Catálogo alfabético de apellidos"
CATALOGUE = spelled("Daquila/Dakila Dimatulac/Dimatulak Malaqui/Malaki")
OLD_Y_SOURCE = "wikisum.wiki/wiki/Filipino_orthography: Y before consonants is pronounced I"
OLD_Y = spelled("Ybañez/Ibañez Ysagan/Isagan Ybarra/Ibarra Yldefonso/Ildefonso Ylagan/Ilagan")
FILIPINO_GIVEN = ("Marites", "Rowena", "Analyn", "Jerome", "Lorna", "Danilo", "Imelda", "Rodel")
