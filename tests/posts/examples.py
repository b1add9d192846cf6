"""A story of another agency, with a result that has its caveat."""

from outreach import stories

FORT_SMITH = stories.StoryFacts(
    key="food-boxes",
    title="Food boxes in patrol cars",
    featured=stories.FeaturedAgency("Fort Smith Police Department", "Fort Smith", "AR"),
    problem_addressed="Many families were short of food.",
    partners=(
        stories.NamedPartner("Evangel Temple", stories.Sector.COMMUNITY),
        stories.NamedPartner("Antioch", stories.Sector.COMMUNITY, "packs the boxes"),
        stories.NamedPartner("City parks", stories.Sector.PUBLIC),
    ),
    activities=("Packed boxes", "Carried them to the door"),
    outcomes=(
        stories.StatedOutcome("Families got food in a storm.", "74 families", "S1"),
        stories.StatedOutcome("Trust was not surveyed."),
    ),
    caveat="These are counts of activity, and trust was not surveyed.",
    sources=(stories.CitedSource("S1", "https://news.example/storm", "Boxes in the storm"),),
)

SPANISH = stories.StoryWords(
    language="es",
    translator="A program of tests",
    origin=stories.Origin.MACHINE,
    title="Cajas de comida en las patrullas",
    problem_addressed="A muchas familias les faltaba comida.",
    partners=(
        stories.PartnerWords("Evangel Temple"),
        stories.PartnerWords("Antioch", "prepara las cajas"),
        stories.PartnerWords("Iglesias y parques de la ciudad"),
    ),
    activities=("Prepararon cajas", "Las llevaron a la puerta"),
    outcomes=(
        stories.OutcomeWords("Hubo familias con comida en una tormenta.", "74 familias"),
        stories.OutcomeWords("No se encuestó la confianza."),
    ),
    caveat="Son conteos de actividad, y no se encuestó la confianza.",
)
