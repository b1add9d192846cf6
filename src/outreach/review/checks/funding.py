"""FUND: the strings of grants, and what a public agency may not ask for."""

from collections.abc import Iterator

from outreach.review.checks.case import Case
from outreach.review.checks.findings import Flag, Override, Severity
from outreach.review.checks.registry import rule

BLOCK, WARN = Severity.BLOCK, Severity.WARN


@rule(
    "FUND-01",
    "A product paid by a grant, without the award and the disclaimer",
    BLOCK,
    source="OJP Financial Guide; check the current edition",
    override=Override.NOBODY,
)
def credit(case: Case) -> Iterator[Flag]:
    """Asked of kits, products and paper; other posts may link to the page with the credit."""
    funding, post = case.subject.funding, case.subject.post
    if funding is None or not (post.product or post.platform == "print"):
        return
    if not funding.credit.strip():
        yield Flag(
            "A grant pays for this, and its award is not named.",
            "Add the sentence with the number of the award.",
        )
    if not funding.disclaimer.strip():
        yield Flag(
            "It is not said that the opinions are the authors' own.",
            "Add the disclaimer of the grant.",
        )


@rule(
    "FUND-02",
    "Sounds as if the Department of Justice approved of it",
    BLOCK,
    source="OJP Financial Guide",
    override=Override.LEGAL,
    data=("endorsement_by_doj",),
)
def endorsement(case: Case) -> Iterator[Flag]:
    """“Supported by a grant from” is true and passes; the department's seal does not."""
    for read, hit in case.hits("endorsement_by_doj"):
        yield read.flag(
            hit.span,
            f"{read.said(hit.span)} sounds as if the Department of Justice approved of this.",
            "Say that a grant supported it.",
        )
    for picture in case.subject.pictures:
        if "doj_seal" in picture.tags:
            yield Flag(
                f"The seal of the Department of Justice stands in {picture.where}.", "Take it out."
            )


@rule(
    "FUND-03",
    "For or against a law, a ballot question or a candidate",
    BLOCK,
    WARN,
    source="IACP model social media policy, 2010; conditions of federal awards",
    override=Override.LEGAL,
    data=("politics", "politics_topics"),
)
def politics(case: Case) -> Iterator[Flag]:
    """To take sides blocks, to touch the topic warns. Votes for the name of a dog, candidates for a
    job, and where to vote safely pass.
    """
    for name, severity in (("politics", BLOCK), ("politics_topics", WARN)):
        for read, hit in case.hits(name):
            yield read.flag(
                hit.span,
                f"{read.said(hit.span)} may take sides in politics, which a public agency may not.",
                "Take it out; say only when and where people can vote.",
                severity=severity,
            )


@rule(
    "FUND-04",
    "Advertises a company",
    WARN,
    source="The makers of Outreach",
    data=("advertising", "praise"),
)
def advertising(case: Case) -> Iterator[Flag]:
    """Codes and sales always; praise only beside a company the agency knows. Thanks to those who
    gave pass.
    """
    for read, hit in case.hits("advertising"):
        yield read.flag(
            hit.span,
            f"{read.said(hit.span)} sells something.",
            "Thank the giver, and sell nothing.",
        )
    for read, hit in case.hits("praise"):
        sentence = read.sentence(hit.span).lower()
        if any(each.lower() in sentence for each in case.subject.house.companies):
            yield read.flag(
                hit.span,
                f"{read.said(hit.span)} praises a company.",
                "Say what it gave, and leave the praise to others.",
            )
