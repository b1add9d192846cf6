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
