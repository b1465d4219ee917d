-- A stored clock says from which day it counts in one way, forwards and back; those of before are said anew here, so that a page
-- explains them until the night counts them again.
update clock set explanation = (explanation - 'backFrom') || jsonb_build_object('dayZero', jsonb_build_object('on', explanation->'backFrom', 'what', 'the meeting'))
 where explanation ? 'backFrom';
