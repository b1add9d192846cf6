"""The Spanish of every word on the pages for people without an account, by its English.

A # stands for a number.
"""

from collections.abc import Mapping
from types import MappingProxyType

SPANISH: Mapping[str, str] = MappingProxyType(
    {
        "": "",
        "Skip to main content": "Ir al contenido principal",
        "Good work, told well": "El buen trabajo, bien contado",
        "For police agencies and the communities they serve.": (
            "Para las agencias de policía y las comunidades a las que sirven."
        ),
        "optional": "opcional",
        "Please mend: ": "Corrija esto: ",
        "Send it": "Enviar",
        "Leave this blank": "Deje esto en blanco",
        # The tip
        "Tell {agency} what went well": "Cuente a {agency} lo que salió bien",
        "Tell us what went well": "Cuéntenos lo que salió bien",
        "For {agency}. It takes a minute or two. Somebody reads it before anything is shown.": (
            "Para {agency}. Toma uno o dos minutos. Alguien lo lee antes de que se muestre algo."
        ),
        "Take a photo": "Tome una foto",
        "Your photo is here already. Choose again only to send another.": (
            "Ya tenemos su foto. Elija de nuevo solo si quiere enviar otra."
        ),
        "or choose one you have": "o elija una que ya tenga",
        "What happened?": "¿Qué pasó?",
        "In a sentence or two, as you would tell a neighbor.": (
            "En una o dos frases, como se lo contaría a un vecino."
        ),
        "Where?": "¿Dónde?",
        "Such as: Main Street library": "Por ejemplo: la biblioteca de la calle Main",
        "When?": "¿Cuándo?",
        "Who can be recognized in the photo?": "¿A quién se puede reconocer en la foto?",
        "Nobody? Leave this blank. Someone under 18 needs a parent's or guardian's yes.": (
            "¿A nadie? Deje esto en blanco. Para un menor de 18 años hace falta el sí de su padre, "
            "madre o tutor."
        ),
        "Somebody else": "Otra persona",
        "Your name": "Su nombre",
        "So that we can ask you.": "Para poder preguntarle.",
        "The place a photo was taken in is removed. No address of yours is kept. "
        "Send no names of victims, witnesses or suspects.": (
            "Se borra el lugar donde se tomó la foto. No se guarda ninguna dirección suya. "
            "No envíe nombres de víctimas, testigos ni sospechosos."
        ),
        "Person {number}": "Persona {number}",
        "Name, or what they wear": "Nombre, o qué lleva puesto",
        "Resident": "Vecino o vecina",
        "Officer on duty": "Agente de servicio",
        "Partner": "Organización que colabora",
        "Said yes to being shown": "Dijo que sí a que se le muestre",
        "Is under 18": "Es menor de 18 años",
        "Parent or guardian who said yes": "Padre, madre o tutor que dijo que sí",
        "Only for someone under 18.": "Solo para menores de 18 años.",
        # The nomination
        "Nominate an officer of {agency}": "Proponga a un agente de {agency}",
        "Who did well?": "¿Quién lo hizo bien?",
        "Tell {agency} about an officer or another member who helped. You need no account.": (
            "Cuente a {agency} de un agente u otro miembro que ayudó. No necesita una cuenta."
        ),
        "Who?": "¿Quién?",
        "A name, or what you remember: a badge number, a car, how they looked.": (
            "Un nombre, o lo que recuerde: un número de placa, un auto, cómo era."
        ),
        "What did they do?": "¿Qué hizo?",
        "You may use my name": "Pueden usar mi nombre",
        "How can we reach you?": "¿Cómo podemos comunicarnos con usted?",
        "Phone or e-mail. Only for asking back; never shown and never passed on.": (
            "Teléfono o correo electrónico. Solo para preguntarle; no se muestra ni se comparte."
        ),
        "This is for good news. To report a crime or make a complaint, call the agency: {contact}. "
        "In an emergency, call 911.": (
            "Esto es para buenas noticias. Para denunciar un delito o presentar una queja, llame a "
            "la agencia: {contact}. En una emergencia, llame al 911."
        ),
        "This is for good news. To report a crime or make a complaint, call the agency. "
        "In an emergency, call 911.": (
            "Esto es para buenas noticias. Para denunciar un delito o presentar una queja, llame a "
            "la agencia. En una emergencia, llame al 911."
        ),
        # The thanks
        "Thank you": "Gracias",
        "{agency} has it. Somebody reads it, and asks the people in it, "
        "before anything is shown.": (
            "{agency} ya lo tiene. Alguien lo lee, y pregunta a las personas que aparecen, "
            "antes de que se muestre algo."
        ),
        "Nominate somebody else": "Proponer a otra persona",
        "Send another": "Enviar otro",
        # What is wrong with a form
        "Nothing was sent yet.": "Todavía no se envió nada.",
        "Nothing was saved yet.": "Todavía no se envió nada.",
        "Fill this in.": "Complete esto.",
        "Write # characters or fewer.": "Escriba # caracteres o menos.",
        "Keep it to # characters.": "Que no pase de # caracteres.",
        "Choose one of the answers in the list.": "Elija una de las respuestas de la lista.",
        "Say in a sentence or two what happened.": "Diga en una o dos frases qué pasó.",
        "Say who did well, or what they looked like.": "Diga quién lo hizo bien, o cómo era.",
        "Name # people at most.": "Nombre a # personas como máximo.",
        "Say who this is, such as: girl in a red coat.": (
            "Diga quién es, por ejemplo: niña de abrigo rojo."
        ),
        "For someone under # a parent or guardian says yes.": (
            "Para un menor de # años dice que sí el padre, la madre o el tutor."
        ),
        "Write their name, or leave the yes unticked.": (
            "Escriba su nombre, o deje el sí sin marcar."
        ),
        "So much came in by this form that it takes nothing more for now. Try again in an hour.": (
            "Llegó tanto por este formulario que por ahora no recibe más. Intente de nuevo en una "
            "hora."
        ),
        "This photo cannot be used. Choose a JPEG, PNG or WebP picture of ordinary size.": (
            "Esta foto no se puede usar. Elija una imagen JPEG, PNG o WebP de tamaño normal."
        ),
    }
)
