"""Words for the contact sheet: each kind of card in Spanish, Vietnamese, Arabic and Chinese."""

# ruff: noqa: E501 - a text stands on one line, however long
from outreach.brand import CardKind

#: For each language: the agency's name, then for each kind what a card of it says.
WORDS: dict[str, tuple[str, dict[CardKind, dict[str, str]]]] = {
    "es": (
        "Policía de Riverton",
        {
            CardKind.STORY: {
                "headline": "Entre y pida ayuda",
                "line": "La iniciativa ANGEL abre la puerta a quien quiera un tratamiento.",
                "credit": "Historia: Gloucester, Massachusetts",
            },
            CardKind.QUOTE: {
                "headline": "Primero nos preguntaron qué hacía falta. Después volvieron y lo hicieron con nosotros.",
                "line": "Begoña Ibáñez",
                "note": "dueña de una panadería",
                "credit": "Reunión vecinal",
            },
            CardKind.OUTCOME: {
                "mark": "24%",
                "headline": "menos llamadas repetidas desde los mismos domicilios",
                "line": "Frente al año anterior, en 40 manzanas. Hubo otros esfuerzos a la vez: no sabemos cuánto se debe a este.",
                "credit": "Fuente: Riverton PD",
            },
            CardKind.EVENT: {
                "mark": "12",
                "note": "Diciembre",
                "headline": "Café con un agente",
                "line": "Sábado, de 9 a 11 de la mañana",
                "place": "Biblioteca pública, 200 Elm Street",
                "credit": "Habrá intérpretes",
            },
            CardKind.PRINCIPLE: {
                "mark": "4",
                "note": "Principio",
                "headline": "Crear confianza cara a cara",
                "line": "El contacto frecuente y saber escuchar van antes que cualquier programa.",
                "credit": "Principios de colaboración",
            },
            CardKind.RECOGNITION: {
                "headline": "Agente Íñigo Núñez",
                "note": "Enlace con la comunidad",
                "line": "Por dos años de martes en la mesa donde se arreglan bicicletas.",
                "credit": "Propuesto por sus vecinos",
            },
        },
    ),
    "vi": (
        "Sở Cảnh sát Riverton",
        {
            CardKind.STORY: {
                "headline": "Hãy bước vào và xin được giúp đỡ",
                "line": "Sáng kiến ANGEL mở cửa đồn cảnh sát cho bất cứ ai muốn điều trị.",
                "credit": "Câu chuyện: Gloucester",
            },
            CardKind.QUOTE: {
                "headline": "Họ hỏi chúng tôi cần gì trước. Rồi họ quay lại và cùng làm với chúng tôi.",
                "line": "Nguyễn Thị Hoa",
                "note": "chủ tiệm bánh",
                "credit": "Buổi lắng nghe",
            },
            CardKind.OUTCOME: {
                "mark": "24%",
                "headline": "giảm số cuộc gọi lặp lại đến cùng địa chỉ",
                "line": "So với năm trước, trên 40 khu phố. Cùng lúc có những nỗ lực khác nên không thể nói bao nhiêu là nhờ chương trình này.",
                "credit": "Nguồn: Riverton PD",
            },
            CardKind.EVENT: {
                "mark": "12",
                "note": "Tháng 12",
                "headline": "Cà phê cùng cảnh sát",
                "line": "Thứ bảy, 9 đến 11 giờ sáng",
                "place": "Thư viện công cộng, 200 Elm Street",
                "credit": "Có thông dịch viên",
            },
            CardKind.PRINCIPLE: {
                "mark": "4",
                "note": "Nguyên tắc",
                "headline": "Xây dựng lòng tin trực tiếp",
                "line": "Tiếp xúc thường xuyên và biết lắng nghe đi trước mọi chương trình.",
                "credit": "Nguyên tắc hợp tác",
            },
            CardKind.RECOGNITION: {
                "headline": "Sĩ quan Trần Quốc Đạt",
                "note": "Liên lạc cộng đồng",
                "line": "Vì hai năm những buổi tối thứ ba ở bàn sửa xe đạp.",
                "credit": "Do hàng xóm đề cử",
            },
        },
    ),
    "ar": (
        "شرطة ريفرتون",
        {
            CardKind.STORY: {
                "headline": "ادخل واطلب المساعدة",
                "line": "يفتح برنامج ANGEL باب المركز لكل من يريد العلاج.",
                "credit": "القصة: Gloucester, Massachusetts",
            },
            CardKind.QUOTE: {
                "headline": "سألونا أولاً عمّا نحتاج إليه، ثم عادوا وعملوا معنا.",
                "line": "روزا ديلغادو",
                "note": "صاحبة مخبز",
                "credit": "جلسة استماع، مايو 2026",
            },
            CardKind.OUTCOME: {
                "mark": "24%",
                "headline": "انخفاض في المكالمات المتكررة إلى العناوين نفسها",
                "line": "مقارنة بالعام السابق. جرت جهود أخرى في الوقت نفسه، فلا يمكننا القول كم يعود إلى هذا البرنامج.",
                "credit": "المصدر: Riverton PD",
            },
            CardKind.EVENT: {
                "mark": "12",
                "note": "ديسمبر",
                "headline": "قهوة مع شرطي",
                "line": "السبت، من 9 إلى 11 صباحاً",
                "place": "المكتبة العامة، 200 Elm Street",
                "credit": "يتوفر مترجمون",
            },
            CardKind.PRINCIPLE: {
                "mark": "4",
                "note": "المبدأ",
                "headline": "ابنوا الثقة وجهاً لوجه",
                "line": "اللقاء المنتظم وحسن الإصغاء يأتيان قبل أي برنامج.",
                "credit": "مبادئ التعاون",
            },
            CardKind.RECOGNITION: {
                "headline": "الضابط داني محمود",
                "note": "منسق المجتمع",
                "line": "لسنتين من أمسيات الثلاثاء عند طاولة إصلاح الدراجات.",
                "credit": "رشّحه الجيران",
            },
        },
    ),
    "zh": (
        "里弗顿警察局",
        {
            CardKind.STORY: {
                "headline": "走进来，请求帮助",
                "line": "天使计划为任何想要治疗的人敞开警局大门，“不问过去，只看将来”。",
                "credit": "故事：格洛斯特",
            },
            CardKind.QUOTE: {
                "headline": "他们先问我们需要什么，然后回来和我们一起做。",
                "line": "罗莎·德尔加多",
                "note": "面包店店主",
                "credit": "社区座谈会",
            },
            CardKind.OUTCOME: {
                "mark": "24%",
                "headline": "同一地址的重复报警减少",
                "line": "与前一年相比，涉及四十个街区。同期还有其他工作，因此无法确定其中有多少来自本项目。",
                "credit": "来源：里弗顿警察局",
            },
            CardKind.EVENT: {
                "mark": "12",
                "note": "十二月",
                "headline": "与警察喝咖啡",
                "line": "星期六上午九点至十一点",
                "place": "公共图书馆，榆树街200号",
                "credit": "现场有翻译",
            },
            CardKind.PRINCIPLE: {
                "mark": "4",
                "note": "原则",
                "headline": "面对面建立信任",
                "line": "经常接触和善于倾听先于任何计划。",
                "credit": "合作原则",
            },
            CardKind.RECOGNITION: {
                "headline": "陈大卫警官",
                "note": "社区联络员",
                "line": "感谢他两年来每周二晚上在自行车修理台的付出。",
                "credit": "由邻居提名",
            },
        },
    ),
}
