"""Pages of votes."""

from django.urls import path

from meetings.views import ballots, own_ballot, votes

app_name = "meetings"
urlpatterns = [
    # Votes
    path("field/votes/", votes.vote_list, name="field_votes"),
    path("field/votes/new/", votes.new, name="field_vote_new"),
    path("field/votes/hands/", votes.hands, name="field_vote_hands"),
    path("field/votes/<int:pk>/", votes.vote, name="field_vote"),
    path("field/votes/<int:pk>/item/", votes.item, name="field_vote_item"),
    path(
        "field/votes/<int:pk>/item/<int:item_pk>/remove/",
        votes.item_remove,
        name="field_vote_item_remove",
    ),
    path("field/votes/<int:pk>/members/", votes.members, name="field_vote_members"),
    path("field/votes/<int:pk>/open/", votes.begin, name="field_vote_open"),
    path("field/votes/<int:pk>/slips/", ballots.slips, name="field_vote_slips"),
    path("field/votes/<int:pk>/enter/", ballots.enter, name="field_vote_enter"),
    path("field/votes/<int:pk>/helper/", ballots.helper, name="field_vote_helper"),
    path("field/votes/<int:pk>/correct/", ballots.correct, name="field_vote_correct"),
    path("field/votes/<int:pk>/waiting/", ballots.waiting, name="field_vote_waiting"),
    path("field/votes/<int:pk>/count/", votes.count, name="field_vote_count"),
    path("field/votes/<int:pk>/cancel/", votes.cancel, name="field_vote_cancel"),
    path("field/votes/<int:pk>/proof/", votes.proof, name="field_vote_proof"),
    path("field/votes/<int:pk>/proof.csv", votes.proof_csv, name="field_vote_proof_csv"),
    path("v/", own_ballot.ballot_code, name="ballot_code"),
    path("v/<str:code>/", own_ballot.ballot, name="ballot"),
]
