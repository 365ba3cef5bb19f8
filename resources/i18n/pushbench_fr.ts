<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>Checks</name>
    <message>
        <source>this is no address to listen on; write 127.0.0.1</source>
        <translation>ce n’est pas une adresse d’écoute&#x202f;; écrivez 127.0.0.1</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>there is none; give the service root of the resource, or host one in the producer&apos;s panel</source>
        <translation>absente&#x202f;; donnez la racine de service de la ressource, ou hébergez-en une dans le panneau du producteur</translation>
    </message>
    <message>
        <source>there is none; give the one where your consumer takes events, or start the consumer of this window (F4)</source>
        <translation>absente&#x202f;; donnez celle où votre consommateur reçoit les événements, ou démarrez le consommateur de cette fenêtre (F4)</translation>
    </message>
    <message>
        <source>this is no http or https URL; write it whole, such as http://127.0.0.1:8028/webhooks</source>
        <translation>ce n’est pas une URL http ou https&#x202f;; écrivez-la en entier, par ex. http://127.0.0.1:8028/webhooks</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Jeton</translation>
    </message>
    <message>
        <source>there is none; a consumer takes events behind a token, give the one that it agreed on</source>
        <translation>absent&#x202f;; un consommateur exige un jeton, donnez celui qui fut convenu</translation>
    </message>
    <message>
        <source>CA file</source>
        <translation>Fichier des AC</translation>
    </message>
    <message>
        <source>Only</source>
        <translation>Seulement</translation>
    </message>
    <message>
        <source>no check is left; write how their ids begin, such as RCP028-R2, or leave it empty</source>
        <translation>aucun contrôle ne reste&#x202f;; écrivez le début de leur identifiant, par ex. RCP028-R2, ou laissez vide</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Header fields</source>
        <translation>Champs d’en-tête</translation>
    </message>
    <message>
        <source>Expectations</source>
        <translation>Attentes</translation>
    </message>
    <message>
        <source>Late answers</source>
        <translation>Réponses tardives</translation>
    </message>
    <message>
        <source>the second one has to be later than the first, which everybody has to bear; give it more seconds</source>
        <translation>la seconde doit être plus tardive que la première, que chacun doit supporter&#x202f;; donnez-lui plus de secondes</translation>
    </message>
    <message>
        <source>Next token</source>
        <translation>Jeton suivant</translation>
    </message>
    <message>
        <source>it is the first one; give the one that replaces it</source>
        <translation>c’est le premier&#x202f;; donnez celui qui le remplace</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>Time</source>
        <translation>Heure</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>Échange</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Lot</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>Essai</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Issue</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Statut</translation>
    </message>
    <message>
        <source>Waited</source>
        <translation>Attente</translation>
    </message>
    <message>
        <source>First byte</source>
        <translation>1er octet</translation>
    </message>
    <message>
        <source>In all</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Sequences</source>
        <translation>Séquences</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>Séquence</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Ressource</translation>
    </message>
    <message>
        <source>Record key</source>
        <translation>Clé</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>Sens</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Évén.</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Constats</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Feed</source>
        <translation>Flux</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Attentes</translation>
    </message>
    <message>
        <source>Obeyed</source>
        <translation>Respectées</translation>
    </message>
    <message>
        <source>Early</source>
        <translation>En avance</translation>
    </message>
    <message>
        <source>Not back</source>
        <translation>Non revenu</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En cours</translation>
    </message>
    <message>
        <source>Smallest margin</source>
        <translation>Marge minimale</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Verdict</translation>
    </message>
    <message>
        <source>Clause</source>
        <translation>Clause</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Niveau</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Fois</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Premier</translation>
    </message>
    <message>
        <source>Latest</source>
        <translation>Dernier</translation>
    </message>
    <message>
        <source>The latest says</source>
        <translation>Le dernier constat</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Ouvert à</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Numéros</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Manquants</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Preuve</translation>
    </message>
    <message>
        <source>Retry-After</source>
        <translation>Retry-After</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Défaut</translation>
    </message>
    <message>
        <source>Announced</source>
        <translation>Annoncé</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Marge</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Connexion</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Ce qui s’est passé</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Contrôle</translation>
    </message>
    <message>
        <source>Last run</source>
        <translation>Avant</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>Ce qu’il dit</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>État relevé</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Âge</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
</context>
<context>
    <name>Docks</name>
    <message>
        <source>Producer</source>
        <translation>Producteur</translation>
    </message>
    <message>
        <source>Consumer</source>
        <translation>Consommateur</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspecteur</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Contrôles</translation>
    </message>
</context>
<context>
    <name>Examples</name>
    <message>
        <source>RCP-028: one event</source>
        <translation>RCP-028&#xa0;: un événement</translation>
    </message>
    <message>
        <source>RCP-028: a batch</source>
        <translation>RCP-028&#xa0;: un lot</translation>
    </message>
    <message>
        <source>RCP-028: a batch with its source</source>
        <translation>RCP-028&#xa0;: un lot avec sa source</translation>
    </message>
</context>
<context>
    <name>ExchangePages</name>
    <message>
        <source>[%1 before this not shown]</source>
        <translation>[%1 avant ceci, non affichés]</translation>
    </message>
    <message>
        <source>[%1 behind this not shown]</source>
        <translation>[%1 après ceci, non affichés]</translation>
    </message>
    <message>
        <source>[no answer]</source>
        <translation>[aucune réponse]</translation>
    </message>
</context>
<context>
    <name>GapExplanation</name>
    <message>
        <source>Nobody is asked: name the producer&apos;s EntityEvent resource in the consumer&apos;s panel.</source>
        <translation>Personne n’est interrogé&#xa0;: nommez la ressource EntityEvent du producteur dans le panneau du consommateur.</translation>
    </message>
    <message>
        <source>The resource proves nothing now: %1.</source>
        <translation>La ressource ne prouve rien pour l’instant&#xa0;: %1.</translation>
    </message>
    <message>
        <source>The resource is asked about it in its turn.</source>
        <translation>La ressource sera interrogée à son tour.</translation>
    </message>
    <message>
        <source>A later number came first. The event may be under way, or the number may be hidden: this is a question, no loss. When it is %1 old it becomes unexplained.</source>
        <translation>Un numéro postérieur est venu d’abord. L’événement est peut-être en route, ou le numéro caché&#xa0;: c’est une question, pas une perte. Après %1 il devient inexpliqué.</translation>
    </message>
    <message>
        <source>It did not come within %1, and nothing says yet whether it is hidden or lost. It is filled when it comes late.</source>
        <translation>Il n’est pas venu en %1, et rien ne dit encore s’il est caché ou perdu. S’il vient tard, il est comblé.</translation>
    </message>
    <message>
        <source>The resource was read once. Is it absent again %1 later, it is hidden; is it published and not pushed within %2, it is lost.</source>
        <translation>La ressource a été lue une fois. Encore absent %1 plus tard, il est caché&#x202f;; publié et non poussé en %2, il est perdu.</translation>
    </message>
    <message>
        <source>The producer may leave numbers out. Nothing is missing; should the event come after all, it is filled.</source>
        <translation>Le producteur peut omettre des numéros. Rien ne manque&#x202f;; si l’événement vient tout de même, le trou est comblé.</translation>
    </message>
    <message>
        <source>Published and never pushed, but a later event of the same record came: its final state is known, its history has a hole. It is filled when it comes late.</source>
        <translation>Publié et jamais poussé, mais un événement postérieur du même enregistrement est venu&#xa0;: l’état final est connu, l’historique a un trou. S’il vient tard, il est comblé.</translation>
    </message>
    <message>
        <source>Published and never pushed, and nothing later came for its record: whoever relies on the feed does not know of it. It is filled when it comes late.</source>
        <translation>Publié et jamais poussé, et rien de postérieur n’est venu pour son enregistrement&#xa0;: qui se fie au flux l’ignore. S’il vient tard, il est comblé.</translation>
    </message>
    <message>
        <source>Taken over from the resource.</source>
        <translation>Repris de la ressource.</translation>
    </message>
    <message>
        <source>The numbers are missing no more.</source>
        <translation>Les numéros ne manquent plus.</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1&#xa0;: %2, %3</translation>
    </message>
    <message>
        <source>Evidence: %1.</source>
        <translation>Preuve&#xa0;: %1.</translation>
    </message>
</context>
<context>
    <name>PolicyFiles</name>
    <message>
        <source>cannot be read (%1); choose a file that can</source>
        <translation>illisible (%1)&#x202f;; choisissez un fichier lisible</translation>
    </message>
    <message>
        <source>has more than 1 MiB, and is no policy; choose another file</source>
        <translation>dépasse 1&#xa0;Mio et n’est pas une politique&#x202f;; choisissez un autre fichier</translation>
    </message>
    <message>
        <source>cannot be written (%1); choose another place</source>
        <translation>écriture impossible (%1)&#x202f;; choisissez un autre emplacement</translation>
    </message>
</context>
<context>
    <name>Push</name>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>no file is chosen; choose one with events</source>
        <translation>aucun fichier n’est choisi&#x202f;; choisissez-en un avec des événements</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Session</translation>
    </message>
    <message>
        <source>no session is chosen; choose a recorded one</source>
        <translation>aucune session n’est choisie&#x202f;; choisissez-en une enregistrée</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Ressource</translation>
    </message>
    <message>
        <source>no resource is named; write its service root, https://host/odata</source>
        <translation>aucune ressource n’est nommée&#x202f;; écrivez sa racine de service, https://hôte/odata</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>PEM (*.pem *.crt *.cer *.key);;All files (*)</source>
        <translation>PEM (*.pem *.crt *.cer *.key);;Tous les fichiers (*)</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>Show the secret</source>
        <translation>Montrer le secret</translation>
    </message>
</context>
<context>
    <name>Remarks</name>
    <message>
        <source>Marked</source>
        <translation>Marqué</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
</context>
<context>
    <name>RemedyWork</name>
    <message>
        <source>The producer&apos;s resource is being read.</source>
        <translation>La ressource du producteur est en cours de lecture.</translation>
    </message>
    <message>
        <source>What was recovered stands in the books as taken over from the resource; nobody pushed it.</source>
        <translation>Ce qui a été récupéré figure dans les livres comme repris de la ressource&#x202f;; personne ne l’a poussé.</translation>
    </message>
    <message>
        <source>Arrived by push meanwhile: %1.</source>
        <translation>Arrivés entre-temps par envoi&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Not recovered: %1. The resource proves nothing now: %2.</source>
        <translation>Non récupérés&#xa0;: %1. La ressource ne prouve rien pour l’instant&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Not recovered: %1. The resource does not show them: they are hidden, or never were published.</source>
        <translation>Non récupérés&#xa0;: %1. La ressource ne les montre pas&#xa0;: ils sont masqués, ou n’ont jamais été publiés.</translation>
    </message>
    <message>
        <source>Nothing of it is missing any more.</source>
        <translation>Plus rien n’en manque.</translation>
    </message>
    <message>
        <source>Events that the producer pushes again: %1.</source>
        <translation>Événements que le producteur renvoie&#xa0;: %1.</translation>
    </message>
    <message>
        <source>The producer says: %1.</source>
        <translation>Le producteur dit&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Recovering: %1 of %2</source>
        <translation>Récupération&#xa0;: %1 sur %2</translation>
    </message>
    <message>
        <source>Recovered: %1 of %2</source>
        <translation>Récupérés&#xa0;: %1 sur %2</translation>
    </message>
    <message>
        <source>Pushed again, and arrived: %1 of %2</source>
        <translation>Renvoyés et arrivés&#xa0;: %1 sur %2</translation>
    </message>
    <message>
        <source>Numbers that it never had: %1.</source>
        <translation>Numéros qu’il n’a jamais eus&#xa0;: %1.</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Left, Right</source>
        <translation>Gauche, Droite</translation>
    </message>
    <message>
        <source>Strip: move along the numbers</source>
        <translation>Bande&#xa0;: parcourir les numéros</translation>
    </message>
    <message>
        <source>Shift+Left, Shift+Right</source>
        <translation>Maj+Gauche, Maj+Droite</translation>
    </message>
    <message>
        <source>Strip: move the mark by one cell</source>
        <translation>Bande&#xa0;: déplacer le repère d’une case</translation>
    </message>
    <message>
        <source>+, -</source>
        <translation>+, -</translation>
    </message>
    <message>
        <source>Strip: zoom in, zoom out</source>
        <translation>Bande&#xa0;: zoom avant, zoom arrière</translation>
    </message>
    <message>
        <source>0</source>
        <translation>0</translation>
    </message>
    <message>
        <source>Strip: show the whole feed</source>
        <translation>Bande&#xa0;: montrer le flux entier</translation>
    </message>
    <message>
        <source>Home, End</source>
        <translation>Début, Fin</translation>
    </message>
    <message>
        <source>Strip and tables: first, last</source>
        <translation>Bande et tableaux&#xa0;: premier, dernier</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Strip: choose the events; tables: open the row</source>
        <translation>Bande&#xa0;: choisir les événements&#x202f;; tableaux&#xa0;: ouvrir la ligne</translation>
    </message>
</context>
<context>
    <name>States</name>
    <message>
        <source>received</source>
        <translation>reçu</translation>
    </message>
    <message>
        <source>late</source>
        <translation>tardif</translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>doublon</translation>
    </message>
    <message>
        <source>conflict</source>
        <translation>conflit</translation>
    </message>
    <message>
        <source>open</source>
        <translation>ouvert</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>caché</translation>
    </message>
    <message>
        <source>superseded</source>
        <translation>remplacé</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>perdu</translation>
    </message>
    <message>
        <source>not accepted</source>
        <translation>non accepté</translation>
    </message>
    <message>
        <source>duplicate, retried</source>
        <translation>doublon, réessayé</translation>
    </message>
    <message>
        <source>duplicate, replayed</source>
        <translation>doublon, rejoué</translation>
    </message>
    <message>
        <source>duplicate in batch</source>
        <translation>doublon dans le lot</translation>
    </message>
    <message>
        <source>unexplained</source>
        <translation>inexpliqué</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>vérification</translation>
    </message>
    <message>
        <source>filled</source>
        <translation>comblé</translation>
    </message>
    <message>
        <source>recovered</source>
        <translation>récupéré</translation>
    </message>
    <message>
        <source>info</source>
        <translation>info</translation>
    </message>
    <message>
        <source>warn</source>
        <translation>alerte</translation>
    </message>
    <message>
        <source>fail</source>
        <translation>échec</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>attente</translation>
    </message>
    <message>
        <source>pass</source>
        <translation>réussi</translation>
    </message>
    <message>
        <source>newly failing</source>
        <translation>nouvel échec</translation>
    </message>
    <message>
        <source>worse</source>
        <translation>pire</translation>
    </message>
    <message>
        <source>better</source>
        <translation>mieux</translation>
    </message>
    <message>
        <source>mended</source>
        <translation>réparé</translation>
    </message>
    <message>
        <source>running</source>
        <translation>en cours</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>omis</translation>
    </message>
    <message>
        <source>inconclusive</source>
        <translation>indécis</translation>
    </message>
    <message>
        <source>out of scope</source>
        <translation>hors périmètre</translation>
    </message>
    <message>
        <source>lag</source>
        <translation>retard</translation>
    </message>
    <message>
        <source>beyond the head</source>
        <translation>au-delà de la tête</translation>
    </message>
    <message>
        <source>phantom</source>
        <translation>fantôme</translation>
    </message>
    <message>
        <source>contradicted</source>
        <translation>contredit</translation>
    </message>
    <message>
        <source>hidden since</source>
        <translation>caché depuis</translation>
    </message>
    <message>
        <source>hidden too early</source>
        <translation>caché trop tôt</translation>
    </message>
    <message>
        <source>regression</source>
        <translation>régression</translation>
    </message>
    <message>
        <source>numbers began anew</source>
        <translation>numérotation reprise à zéro</translation>
    </message>
    <message>
        <source>sparse</source>
        <translation>clairsemé</translation>
    </message>
    <message>
        <source>nobody listened</source>
        <translation>personne n’écoutait</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>Timing</name>
    <message>
        <source>connect, TLS</source>
        <translation>connexion, TLS</translation>
    </message>
    <message>
        <source>connect</source>
        <translation>connexion</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>envoi</translation>
    </message>
    <message>
        <source>request read</source>
        <translation>requête lue</translation>
    </message>
    <message>
        <source>first byte</source>
        <translation>1er octet</translation>
    </message>
    <message>
        <source>answer read</source>
        <translation>réponse lue</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>répondu</translation>
    </message>
    <message>
        <source>waited</source>
        <translation>attente</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Test bench for RESO push replication (RCP-028)</source>
        <translation>Banc d’essai de la réplication RESO par envoi (RCP-028)</translation>
    </message>
    <message>
        <source>Begin with a live demo</source>
        <translation>Commencer par une démo en direct</translation>
    </message>
    <message>
        <source>Session, evidence bundle, HAR or NDJSON to open</source>
        <translation>Session, dossier de preuves, HAR ou NDJSON à ouvrir</translation>
    </message>
</context>
<context>
    <name>pushbench::app::CheckHalf</name>
    <message>
        <source>nothing was checked yet; run the checks first</source>
        <translation>rien n’a encore été contrôlé&#x202f;; lancez d’abord les contrôles</translation>
    </message>
</context>
<context>
    <name>pushbench::app::ConsumerHalf</name>
    <message>
        <source>with a fault (%1)</source>
        <translation>avec un défaut (%1)</translation>
    </message>
    <message>
        <source>slowly</source>
        <translation>lentement</translation>
    </message>
    <message>
        <source>this is no address to listen on; write 127.0.0.1</source>
        <translation>ce n’est pas une adresse d’écoute&#x202f;; écrivez 127.0.0.1</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sécurité</translation>
    </message>
    <message>
        <source>a certificate of your own needs its file and that of its key; choose both, or TLS, self-signed</source>
        <translation>votre certificat exige son fichier et celui de sa clé&#x202f;; choisissez les deux, ou «&#xa0;TLS, autosigné&#xa0;»</translation>
    </message>
    <message>
        <source>, for the next request</source>
        <translation>, à la prochaine requête</translation>
    </message>
    <message>
        <source>, for the next %1 requests</source>
        <translation>, aux %1 prochaines requêtes</translation>
    </message>
</context>
<context>
    <name>pushbench::app::ProbeEngine</name>
    <message>
        <source>The other side said %1; the next request goes when it may.</source>
        <translation>L’autre côté a dit %1&#x202f;; la prochaine requête partira quand elle le pourra.</translation>
    </message>
</context>
<context>
    <name>pushbench::app::ProducerHalf</name>
    <message>
        <source> from exchange %1</source>
        <translation> de l’échange %1</translation>
    </message>
    <message numerus="yes">
        <source>Refused for good: %n event(s); the last: %1</source>
        <translation>
            <numerusform>Refusé définitivement&#xa0;: %n événement&#x202f;; le dernier&#xa0;: %1</numerusform>
            <numerusform>Refusés définitivement&#xa0;: %n événements&#x202f;; le dernier&#xa0;: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Push again</source>
        <translation>Pousser de nouveau</translation>
    </message>
    <message>
        <source>nothing is being pushed, so there is no consumer to push to; start the producer first</source>
        <translation>rien n’est en cours d’envoi, il n’y a donc pas de consommateur à qui pousser&#x202f;; démarrez d’abord le producteur</translation>
    </message>
    <message>
        <source>Reads %1 to its end; it came to %2</source>
        <translation>Lit %1 jusqu’au bout&#x202f;; en est à %2</translation>
    </message>
    <message>
        <source>Reads %1; nothing has come yet</source>
        <translation>Lit %1&#x202f;; rien n’est encore venu</translation>
    </message>
    <message>
        <source>Reads %1, behind %2</source>
        <translation>Lit %1, au-delà de %2</translation>
    </message>
    <message>
        <source>Reads %1, behind %2, and looks for more every %3 s</source>
        <translation>Lit %1, au-delà de %2, et cherche la suite toutes les %3&#xa0;s</translation>
    </message>
</context>
<context>
    <name>pushbench::app::ProofEngine</name>
    <message>
        <source>the built-in mocks</source>
        <translation>les simulateurs intégrés</translation>
    </message>
    <message>
        <source>Right mocks and mutants are being checked; outcomes come suite by suite, after a minute or two.</source>
        <translation>Les simulateurs justes et les mutants sont contrôlés&#x202f;; les résultats viennent suite par suite, après une minute ou deux.</translation>
    </message>
</context>
<context>
    <name>pushbench::app::ResourceHalf</name>
    <message>
        <source>It can be reached from other machines (%1). Only its token guards it, and that travels in the clear.</source>
        <translation>Elle est accessible depuis d’autres machines (%1). Seul son jeton la protège, et il circule en clair.</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sécurité</translation>
    </message>
    <message>
        <source>a certificate of your own needs its file and that of its key; choose both, or TLS, self-signed</source>
        <translation>votre certificat exige son fichier et celui de sa clé&#x202f;; choisissez les deux, ou «&#xa0;TLS, autosigné&#xa0;»</translation>
    </message>
    <message>
        <source>It can be reached from other machines (%1). Only its token guards it.</source>
        <translation>Elle est accessible depuis d’autres machines (%1). Seul son jeton la protège.</translation>
    </message>
</context>
<context>
    <name>pushbench::app::SessionOpening</name>
    <message>
        <source>%1 parts are unchanged since %2 made the bundle.</source>
        <translation>%1 parties inchangées depuis que %2 a fait le dossier.</translation>
    </message>
    <message>
        <source>Its keys are hashed.</source>
        <translation>Ses clés sont hachées.</translation>
    </message>
</context>
<context>
    <name>pushbench::app::Sieve</name>
    <message>
        <source>cannot be written (%1); choose another place</source>
        <translation>écriture impossible (%1)&#x202f;; choisissez un autre emplacement</translation>
    </message>
</context>
<context>
    <name>pushbench::app::TrapEngine</name>
    <message>
        <source>exchange %1 was answered so; it has to come back now</source>
        <translation>l’échange %1 a reçu cette réponse&#x202f;; il doit revenir maintenant</translation>
    </message>
</context>
<context>
    <name>pushbench::app::TriageHalf</name>
    <message>
        <source>Resource to ask</source>
        <translation>Ressource à interroger</translation>
    </message>
    <message>
        <source>no URL is given; write the service root, such as http://127.0.0.1:8029/odata</source>
        <translation>aucune URL n’est donnée&#x202f;; écrivez la racine de service, par ex. http://127.0.0.1:8029/odata</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Jeton</translation>
    </message>
    <message>
        <source>Token of the resource to ask</source>
        <translation>Jeton de la ressource à interroger</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>Récupérer</translation>
    </message>
    <message>
        <source>nobody is asked; name the producer&apos;s EntityEvent resource in the consumer&apos;s panel</source>
        <translation>personne n’est interrogé&#x202f;; indiquez la ressource EntityEvent du producteur dans le panneau du consommateur</translation>
    </message>
</context>
<context>
    <name>pushbench::app::WindowBench</name>
    <message>
        <source>this session is open for reading; begin a new one to send or receive</source>
        <translation>cette session est ouverte en lecture&#x202f;; commencez-en une nouvelle pour envoyer ou recevoir</translation>
    </message>
    <message>
        <source>this session is a file already</source>
        <translation>cette session est déjà un fichier</translation>
    </message>
    <message>
        <source>the window</source>
        <translation>la fenêtre</translation>
    </message>
    <message>
        <source>a bundle stays as it is; take the session out of it and open that</source>
        <translation>un dossier de preuves reste tel quel&#x202f;; sortez-en la session et ouvrez celle-ci</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::AdvancedForm</name>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>Délai</translation>
    </message>
    <message>
        <source>Seconds for one attempt</source>
        <translation>Secondes par tentative</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Tentatives</translation>
    </message>
    <message>
        <source>Attempts of one batch before the feed halts</source>
        <translation>Tentatives d’un lot avant l’arrêt du flux</translation>
    </message>
    <message>
        <source>First own wait</source>
        <translation>Première attente propre</translation>
    </message>
    <message>
        <source>What it waits by itself after a failure; each further one doubles it</source>
        <translation>Ce qu’il attend de lui-même après un échec&#x202f;; chaque autre double l’attente</translation>
    </message>
    <message>
        <source>Longest own wait</source>
        <translation>Plus longue attente propre</translation>
    </message>
    <message>
        <source>/s</source>
        <translation>/s</translation>
    </message>
    <message>
        <source>Rate to ramp to</source>
        <translation>Débit à atteindre</translation>
    </message>
    <message>
        <source>The rate goes there evenly, in the seconds beside it</source>
        <translation>Le débit y va régulièrement, dans les secondes à côté</translation>
    </message>
    <message>
        <source>Seconds of the ramp</source>
        <translation>Secondes de la rampe</translation>
    </message>
    <message>
        <source>0: the rate stays</source>
        <translation>0&#xa0;: le débit reste</translation>
    </message>
    <message>
        <source>Burst</source>
        <translation>Rafale</translation>
    </message>
    <message>
        <source>So many events at once, then a pause that keeps the rate</source>
        <translation>Autant d’événements d’un coup, puis une pause qui tient le débit</translation>
    </message>
    <message>
        <source>Checkpoint file</source>
        <translation>Fichier de reprise</translation>
    </message>
    <message>
        <source>Remembers how far the feed came: the next push of it goes on exactly there</source>
        <translation>Retient où en est le flux&#xa0;: le prochain envoi reprend exactement là</translation>
    </message>
    <message>
        <source>What is wrong with these</source>
        <translation>Ce qui ne va pas ici</translation>
    </message>
    <message>
        <source>no ramp</source>
        <translation>sans rampe</translation>
    </message>
    <message>
        <source>evenly</source>
        <translation>régulier</translation>
    </message>
    <message>
        <source>none: every push begins anew</source>
        <translation>aucun&#xa0;: chaque envoi repart à zéro</translation>
    </message>
    <message>
        <source>attempts</source>
        <translation>tentatives</translation>
    </message>
    <message>
        <source>Backoff</source>
        <translation>Recul</translation>
    </message>
    <message>
        <source>up to</source>
        <translation>jusqu’à</translation>
    </message>
    <message>
        <source>Ramp to</source>
        <translation>Rampe vers</translation>
    </message>
    <message>
        <source>in</source>
        <translation>en</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>Reprise</translation>
    </message>
    <message>
        <source>Choose the checkpoint</source>
        <translation>Choisir le fichier de reprise</translation>
    </message>
    <message>
        <source>Checkpoints (*.checkpoint);;All files (*)</source>
        <translation>Fichiers de reprise (*.checkpoint);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>checkpoint</source>
        <translation>reprise</translation>
    </message>
    <message>
        <source>ramp</source>
        <translation>rampe</translation>
    </message>
    <message>
        <source>burst</source>
        <translation>rafale</translation>
    </message>
    <message>
        <source>own patience</source>
        <translation>patience propre</translation>
    </message>
    <message>
        <source>as usual</source>
        <translation>comme d’habitude</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>The longest wait is shorter than the first</source>
        <translation>La plus longue attente est plus courte que la première</translation>
    </message>
    <message>
        <source>A ramp leads to a rate; write 1000 for instance</source>
        <translation>Une rampe mène à un débit&#x202f;; écrivez 1000 par exemple</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::AttemptTableModel</name>
    <message>
        <source>delivered</source>
        <translation>livré</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>refusé</translation>
    </message>
    <message>
        <source>held</source>
        <translation>différé</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>inconnu</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échoué</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucune</translation>
    </message>
    <message>
        <source>no event</source>
        <translation>aucun événement</translation>
    </message>
    <message>
        <source>Batch %1, %2</source>
        <translation>Lot %1, %2</translation>
    </message>
    <message>
        <source>%1: delivered at try %2, after %3</source>
        <translation>%1&#xa0;: livré à la tentative %2, après %3</translation>
    </message>
    <message>
        <source>%1: refused at try %2, after %3</source>
        <translation>%1&#xa0;: refusé à la tentative %2, après %3</translation>
    </message>
    <message>
        <source>%1: not delivered yet, tries: %2</source>
        <translation>%1&#xa0;: pas encore livré, tentatives&#xa0;: %2</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::AttemptsPage</name>
    <message>
        <source>Our producer sent nothing yet. Push a feed (F5), and see here how long each attempt took.</source>
        <translation>Notre producteur n’a encore rien envoyé. Poussez un flux (F5) pour voir ici la durée de chaque tentative.</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::Banner</name>
    <message>
        <source>Close the message</source>
        <translation>Fermer le message</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::BatchWaterfall</name>
    <message>
        <source>Attempts of the batch</source>
        <translation>Tentatives du lot</translation>
    </message>
    <message>
        <source>waited %1</source>
        <translation>attente %1</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::CheckDetail</name>
    <message>
        <source>The check that is chosen</source>
        <translation>Le contrôle choisi</translation>
    </message>
    <message>
        <source>Choose a check to see what was compared, and the exchanges that show it.</source>
        <translation>Choisissez un contrôle pour voir ce qui a été comparé, et les échanges qui le montrent.</translation>
    </message>
    <message>
        <source>last run: %1</source>
        <translation>avant&#xa0;: %1</translation>
    </message>
    <message>
        <source>expected</source>
        <translation>attendu</translation>
    </message>
    <message>
        <source>got</source>
        <translation>obtenu</translation>
    </message>
    <message>
        <source>exchange %1</source>
        <translation>échange %1</translation>
    </message>
    <message>
        <source>Evidence:</source>
        <translation>Preuves&#xa0;:</translation>
    </message>
    <message>
        <source>What is done:</source>
        <translation>Ce qui est fait&#xa0;:</translation>
    </message>
    <message>
        <source>What passes:</source>
        <translation>Ce qui est conforme&#xa0;:</translation>
    </message>
    <message>
        <source>of the suite %1</source>
        <translation>de la suite %1</translation>
    </message>
    <message>
        <source>as expected</source>
        <translation>comme attendu</translation>
    </message>
    <message>
        <source>expected to fail, and does not</source>
        <translation>échec attendu, et absent</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::CheckFilterBar</name>
    <message>
        <source>Only what changed since the last run</source>
        <translation>Seulement ce qui a changé depuis la dernière exécution</translation>
    </message>
    <message>
        <source>Words in the checks</source>
        <translation>Mots dans les contrôles</translation>
    </message>
    <message>
        <source>Show checks whose id, title or sentence holds these words (Ctrl+Shift+F)</source>
        <translation>Montrer les contrôles dont l’identifiant, le titre ou la phrase contient ces mots (Ctrl+Shift+F)</translation>
    </message>
    <message>
        <source>Only %1</source>
        <translation>Seulement %1</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtrer</translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n changé</numerusform>
            <numerusform>%n changés</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pushbench::ui::CheckForm</name>
    <message>
        <source>What is checked</source>
        <translation>Ce qui est contrôlé</translation>
    </message>
    <message>
        <source>URL of what is checked</source>
        <translation>URL de ce qui est contrôlé</translation>
    </message>
    <message>
        <source>Token for the checks</source>
        <translation>Jeton pour les contrôles</translation>
    </message>
    <message>
        <source>Its bearer token, or @FILE with one in it</source>
        <translation>Son jeton bearer, ou @FICHIER qui le contient</translation>
    </message>
    <message>
        <source>Address that the checks listen on</source>
        <translation>Adresse d’écoute des contrôles</translation>
    </message>
    <message>
        <source>Port that the checks listen on</source>
        <translation>Port d’écoute des contrôles</translation>
    </message>
    <message>
        <source>0 picks one</source>
        <translation>0 en choisit un</translation>
    </message>
    <message>
        <source>Path that takes the producer&apos;s events</source>
        <translation>Chemin qui reçoit les événements du producteur</translation>
    </message>
    <message>
        <source>Options of the checks</source>
        <translation>Options des contrôles</translation>
    </message>
    <message>
        <source>Only these checks</source>
        <translation>Ces contrôles seulement</translation>
    </message>
    <message>
        <source>How their ids begin, with blanks between; empty: all</source>
        <translation>Le début de leurs identifiants, séparés par des espaces&#x202f;; vide&#xa0;: tous</translation>
    </message>
    <message>
        <source>But for these checks</source>
        <translation>Sauf ces contrôles</translation>
    </message>
    <message>
        <source>How their ids begin, with blanks between</source>
        <translation>Le début de leurs identifiants, séparés par des espaces</translation>
    </message>
    <message>
        <source>Label that was agreed on</source>
        <translation>Libellé convenu</translation>
    </message>
    <message>
        <source>EntityEventSource; empty: any, or none</source>
        <translation>EntityEventSource&#x202f;; vide&#xa0;: quelconque, ou aucune</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>Patience</translation>
    </message>
    <message>
        <source>How long the producer may take for each step</source>
        <translation>Le temps laissé au producteur pour chaque étape</translation>
    </message>
    <message>
        <source>CA file of the checks</source>
        <translation>Fichier des AC des contrôles</translation>
    </message>
    <message>
        <source>https: trust these certificates, PEM, instead of the system&apos;s authorities</source>
        <translation>https&#xa0;: se fier à ces certificats, PEM, au lieu des autorités du système</translation>
    </message>
    <message>
        <source>Choose the CA file of the checks</source>
        <translation>Choisir le fichier des AC des contrôles</translation>
    </message>
    <message>
        <source>Take any certificate</source>
        <translation>Accepter tout certificat</translation>
    </message>
    <message>
        <source>Take any certificate in the checks</source>
        <translation>Accepter tout certificat dans les contrôles</translation>
    </message>
    <message>
        <source>https: nothing is verified; whoever answers gets the token</source>
        <translation>https&#xa0;: rien n’est vérifié&#x202f;; quiconque répond reçoit le jeton</translation>
    </message>
    <message>
        <source>Send PUT, PATCH and DELETE, too</source>
        <translation>Envoyer aussi PUT, PATCH et DELETE</translation>
    </message>
    <message>
        <source>Consent to requests that might change something</source>
        <translation>Consentir à des requêtes qui pourraient modifier quelque chose</translation>
    </message>
    <message>
        <source>A warning about a SHOULD is a failure</source>
        <translation>Une alerte sur un SHOULD est un échec</translation>
    </message>
    <message>
        <source>Strict</source>
        <translation>Strict</translation>
    </message>
    <message>
        <source>My consumer</source>
        <translation>Mon consommateur</translation>
    </message>
    <message>
        <source>My producer</source>
        <translation>Mon producteur</translation>
    </message>
    <message>
        <source>A resource</source>
        <translation>Une ressource</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Options</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>all of them; or RCP028-R2 H-405.get</source>
        <translation>tous&#x202f;; ou RCP028-R2 H-405.get</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>any</source>
        <translation>toute</translation>
    </message>
    <message>
        <source>the system&apos;s</source>
        <translation>celles du système</translation>
    </message>
    <message>
        <source>Only</source>
        <translation>Seulement</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Omettre</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>CA file</source>
        <translation>Fichier des AC</translation>
    </message>
    <message>
        <source>Port %1 is that of this window&apos;s consumer. The checks listen for themselves: choose another port, such as %2, or stop the consumer (F4).</source>
        <translation>Le port %1 est celui du consommateur de cette fenêtre. Les contrôles écoutent eux-mêmes&#xa0;: choisissez un autre port, par ex. %2, ou arrêtez le consommateur (F4).</translation>
    </message>
    <message>
        <source>Give the URL where your consumer takes events, and its token; or start the consumer of this window (F4) and check that.</source>
        <translation>Donnez l’URL où votre consommateur reçoit les événements, et son jeton&#x202f;; ou démarrez le consommateur de cette fenêtre (F4) et contrôlez-le.</translation>
    </message>
    <message>
        <source>Give the service root of an EntityEvent resource, and its token; or host one in the producer&apos;s panel.</source>
        <translation>Donnez la racine de service d’une ressource EntityEvent, et son jeton&#x202f;; ou hébergez-en une dans le panneau du producteur.</translation>
    </message>
    <message>
        <source>%1 (this window&apos;s)</source>
        <translation>%1 (celui de cette fenêtre)</translation>
    </message>
    <message>
        <source>this window&apos;s</source>
        <translation>celui de cette fenêtre</translation>
    </message>
    <message>
        <source>made when it starts</source>
        <translation>créé au démarrage</translation>
    </message>
    <message>
        <source>token</source>
        <translation>jeton</translation>
    </message>
    <message>
        <source>The bench itself</source>
        <translation>Le banc lui-même</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Plus</translation>
    </message>
    <message>
        <source>Run it to see every check satisfied by mocks that are right, and catch its mutant: a mock that is wrong in just what it looks at.</source>
        <translation>Lancez pour voir chaque contrôle satisfait par des simulateurs justes, et attraper son mutant&#xa0;: un simulateur faux en cela seul qu’il regarde.</translation>
    </message>
    <message>
        <source>Run it, then point your producer at the URL that it shows. It is led through 429s, errors, silence, late answers and a refused token, and judged.</source>
        <translation>Lancez, puis dirigez votre producteur vers l’URL affichée. Il est mené à travers 429, erreurs, silence, réponses tardives et jeton refusé, et jugé.</translation>
    </message>
    <message>
        <source>something is wrong</source>
        <translation>quelque chose ne va pas</translation>
    </message>
    <message>
        <source>as usual</source>
        <translation>comme d’habitude</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::CheckMoreForm</name>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>JSON files (*.json);;All files (*)</source>
        <translation>Fichiers JSON (*.json);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Profile file</source>
        <translation>Fichier de profil</translation>
    </message>
    <message>
        <source>What was agreed on, JSON: labels, header fields, thresholds, the resume call. What is chosen here wins</source>
        <translation>Ce qui a été convenu, en JSON&#xa0;: étiquettes, champs d’en-tête, seuils, appel de reprise. Ce qui est choisi ici l’emporte</translation>
    </message>
    <message>
        <source>Expectations file</source>
        <translation>Fichier des attentes</translation>
    </message>
    <message>
        <source>Outcomes that are known, JSON: {&quot;H-405.get&quot;: &quot;fail&quot;}</source>
        <translation>Résultats connus, en JSON&#xa0;: {&quot;H-405.get&quot;: &quot;fail&quot;}</translation>
    </message>
    <message>
        <source>Header fields of every request</source>
        <translation>Champs d’en-tête de chaque requête</translation>
    </message>
    <message>
        <source>Name: value, one on a line; they are not kept when the window closes</source>
        <translation>Nom: valeur, un par ligne&#x202f;; ils ne sont pas gardés quand la fenêtre se ferme</translation>
    </message>
    <message>
        <source>Requests per second at the most</source>
        <translation>Requêtes par seconde au plus</translation>
    </message>
    <message>
        <source>Without a number here the profile&apos;s holds, or 20</source>
        <translation>Sans nombre ici, celui du profil vaut, ou 20</translation>
    </message>
    <message>
        <source>Requests in all at the most</source>
        <translation>Requêtes en tout au plus</translation>
    </message>
    <message>
        <source>What is left when so many were sent is inconclusive</source>
        <translation>Ce qui reste quand autant ont été envoyées n’est pas concluant</translation>
    </message>
    <message>
        <source>Next token</source>
        <translation>Jeton suivant</translation>
    </message>
    <message>
        <source>The producer has to go on with it when the first one is refused; or @FILE with one in it</source>
        <translation>Le producteur doit continuer avec lui quand le premier est refusé&#x202f;; ou @FICHIER qui en contient un</translation>
    </message>
    <message>
        <source>Late answer that has to be borne</source>
        <translation>Réponse tardive à supporter</translation>
    </message>
    <message>
        <source>Late answer on which it may give up</source>
        <translation>Réponse tardive où il peut renoncer</translation>
    </message>
    <message>
        <source>Choose the profile</source>
        <translation>Choisir le profil</translation>
    </message>
    <message>
        <source>What is wrong with the profile</source>
        <translation>Ce qui ne va pas dans le profil</translation>
    </message>
    <message>
        <source>Choose the expectations</source>
        <translation>Choisir les attentes</translation>
    </message>
    <message>
        <source>What is wrong with the expectations</source>
        <translation>Ce qui ne va pas dans les attentes</translation>
    </message>
    <message>
        <source>What is wrong with the header fields</source>
        <translation>Ce qui ne va pas dans les champs d’en-tête</translation>
    </message>
    <message>
        <source>in all</source>
        <translation>en tout</translation>
    </message>
    <message>
        <source>then</source>
        <translation>puis</translation>
    </message>
    <message>
        <source>none: by the standard alone</source>
        <translation>aucun&#xa0;: la norme seule</translation>
    </message>
    <message>
        <source>none: every failure is one</source>
        <translation>aucune&#xa0;: tout échec en est un</translation>
    </message>
    <message>
        <source>/s</source>
        <translation>/s</translation>
    </message>
    <message>
        <source>as usual</source>
        <translation>comme d’habitude</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>sans limite</translation>
    </message>
    <message>
        <source>none: it may only stop</source>
        <translation>aucun&#xa0;: il ne peut que s’arrêter</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Expect</source>
        <translation>Attentes</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Champs</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Requêtes</translation>
    </message>
    <message>
        <source>Late by</source>
        <translation>Retard de</translation>
    </message>
    <message>
        <source>No checks of this suite: %1</source>
        <translation>Aucun contrôle de cette suite&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::CheckStatus</name>
    <message>
        <source>Progress of the checks</source>
        <translation>Avancement des contrôles</translation>
    </message>
    <message>
        <source>URL for the producer</source>
        <translation>URL pour le producteur</translation>
    </message>
    <message>
        <source>token for the producer</source>
        <translation>jeton pour le producteur</translation>
    </message>
    <message>
        <source>Push with ours</source>
        <translation>Pousser avec le nôtre</translation>
    </message>
    <message>
        <source>Let the producer of this window push to the checks, with what its panel says</source>
        <translation>Laisser le producteur de cette fenêtre pousser vers les contrôles, selon son panneau</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Démarrage</translation>
    </message>
    <message>
        <source>Checking %1: %2 of %3</source>
        <translation>Contrôle de %1&#xa0;: %2 sur %3</translation>
    </message>
    <message>
        <source>WAITING %1 · step %2 of %3</source>
        <translation>ATTENTE %1 · étape %2 sur %3</translation>
    </message>
    <message>
        <source>WAITING %1</source>
        <translation>ATTENTE %1</translation>
    </message>
    <message>
        <source>Not run</source>
        <translation>Non lancé</translation>
    </message>
    <message>
        <source>Broken off</source>
        <translation>Interrompu</translation>
    </message>
    <message>
        <source>1 check failed</source>
        <translation>1 vérification a échoué</translation>
    </message>
    <message>
        <source>%1 checks failed</source>
        <translation>%1 vérifications ont échoué</translation>
    </message>
    <message>
        <source>No check failed</source>
        <translation>Aucun contrôle en échec</translation>
    </message>
    <message>
        <source>%1 · requests: %2 · %3</source>
        <translation>%1 · requêtes&#xa0;: %2 · %3</translation>
    </message>
    <message>
        <source>Nothing to compare with: it was not checked here before.</source>
        <translation>Rien à comparer&#xa0;: pas encore contrôlé ici.</translation>
    </message>
    <message>
        <source>Against the run of %1: %2.</source>
        <translation>Par rapport à l’exécution de %1&#xa0;: %2.</translation>
    </message>
    <message>
        <source>nothing changed</source>
        <translation>rien n’a changé</translation>
    </message>
    <message>
        <source>%1 failed as expected, no other</source>
        <translation>%1 en échec comme attendu, aucun autre</translation>
    </message>
    <message>
        <source>Every check caught its mutant</source>
        <translation>Chaque contrôle a attrapé son mutant</translation>
    </message>
    <message>
        <source>Expected to fail, and does not: %1. Bring the expectations up to date.</source>
        <translation>Échec attendu, et absent&#xa0;: %1. Mettez les attentes à jour.</translation>
    </message>
    <message>
        <source>next token for the producer</source>
        <translation>jeton suivant du producteur</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::CheckTreeModel</name>
    <message>
        <source>%1, was %2</source>
        <translation>%1, avant %2</translation>
    </message>
    <message>
        <source>checks: %1</source>
        <translation>vérifications&#xa0;: %1</translation>
    </message>
    <message>
        <source>checks: %1 of %2</source>
        <translation>vérifications&#xa0;: %1 sur %2</translation>
    </message>
    <message>
        <source>%1, expected</source>
        <translation>%1, attendu</translation>
    </message>
    <message>
        <source>%1, unexpected</source>
        <translation>%1, inattendu</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::ChecksPanel</name>
    <message>
        <source>&amp;Run the checks</source>
        <translation>&amp;Lancer les contrôles</translation>
    </message>
    <message>
        <source>&amp;Break off</source>
        <translation>&amp;Interrompre</translation>
    </message>
    <message>
        <source>Open the &amp;evidence</source>
        <translation>Ouvrir la &amp;preuve</translation>
    </message>
    <message>
        <source>&amp;Save a report…</source>
        <translation>&amp;Enregistrer un rapport…</translation>
    </message>
    <message>
        <source>&amp;Copy as command line</source>
        <translation>&amp;Copier en ligne de commande</translation>
    </message>
    <message>
        <source>&amp;Filter the checks</source>
        <translation>&amp;Filtrer les contrôles</translation>
    </message>
    <message>
        <source>Save a report of this run as HTML, JSON, JUnit XML or text</source>
        <translation>Enregistrer un rapport de cette exécution en HTML, JSON, JUnit XML ou texte</translation>
    </message>
    <message>
        <source>Copy the command line that runs the same checks</source>
        <translation>Copier la ligne de commande qui lance les mêmes contrôles</translation>
    </message>
    <message>
        <source>Show the exchange behind this check in the inspector (Ctrl+Shift+E)</source>
        <translation>Montrer dans l’inspecteur l’échange derrière ce contrôle (Ctrl+Shift+E)</translation>
    </message>
    <message>
        <source>Checks by clause</source>
        <translation>Contrôles par clause</translation>
    </message>
    <message>
        <source>What to do with the checks</source>
        <translation>Que faire des contrôles</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>The report is written</source>
        <translation>Le rapport est écrit</translation>
    </message>
    <message>
        <source>The report is not written</source>
        <translation>Le rapport n’est pas écrit</translation>
    </message>
    <message>
        <source>Not run</source>
        <translation>Non lancé</translation>
    </message>
    <message>
        <source>Break off</source>
        <translation>Interrompre</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lancer</translation>
    </message>
    <message>
        <source>End the run here (Ctrl+Shift+R)</source>
        <translation>Terminer l’exécution ici (Ctrl+Shift+R)</translation>
    </message>
    <message>
        <source>Run the checks (Ctrl+R)</source>
        <translation>Lancer les contrôles (Ctrl+R)</translation>
    </message>
    <message>
        <source>Break off the checks</source>
        <translation>Interrompre les contrôles</translation>
    </message>
    <message>
        <source>Run the checks</source>
        <translation>Lancer les contrôles</translation>
    </message>
    <message>
        <source>Save a report of the checks</source>
        <translation>Enregistrer un rapport des contrôles</translation>
    </message>
    <message>
        <source>HTML page (*.html)</source>
        <translation>Page HTML (*.html)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>JUnit XML (*.xml)</source>
        <translation>JUnit XML (*.xml)</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Texte (*.txt)</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>Palette de commandes</translation>
    </message>
    <message>
        <source>Type a command</source>
        <translation>Tapez une commande</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Commande</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Commandes</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::ComposeEditor</name>
    <message>
        <source>and %1 more</source>
        <translation>et %1 de plus</translation>
    </message>
    <message>
        <source>Example to begin with</source>
        <translation>Exemple de départ</translation>
    </message>
    <message>
        <source>Body of the request</source>
        <translation>Corps de la requête</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Envoyer</translation>
    </message>
    <message>
        <source>Send this body</source>
        <translation>Envoyer ce corps</translation>
    </message>
    <message>
        <source>One POST of this body, exactly as written</source>
        <translation>Un POST de ce corps, exactement tel quel</translation>
    </message>
    <message>
        <source>A consumer takes this. Events: %1</source>
        <translation>Un consommateur l’accepte. Événements&#xa0;: %1</translation>
    </message>
    <message>
        <source>A consumer refuses this (400)</source>
        <translation>Un consommateur le refuse (400)</translation>
    </message>
    <message>
        <source>Send it nevertheless</source>
        <translation>Envoyer quand même</translation>
    </message>
    <message>
        <source>Send one event</source>
        <translation>Envoyer un événement</translation>
    </message>
    <message>
        <source>Send a batch of %1</source>
        <translation>Envoyer un lot de %1</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::ConnectionForm</name>
    <message>
        <source>&quot;%1&quot; is no field; write Name: value</source>
        <translation>«&#xa0;%1&#xa0;» n’est pas un champ&#x202f;; écrivez Nom: valeur</translation>
    </message>
    <message>
        <source>HTTP version</source>
        <translation>Version HTTP</translation>
    </message>
    <message>
        <source>HTTP/2: by ALPN for https, by prior knowledge for http</source>
        <translation>HTTP/2&#xa0;: par ALPN en https, par connaissance préalable en http</translation>
    </message>
    <message>
        <source>CA file</source>
        <translation>Fichier des AC</translation>
    </message>
    <message>
        <source>https: trust these certificates, PEM, instead of the system&apos;s authorities</source>
        <translation>https&#xa0;: se fier à ces certificats, PEM, au lieu des autorités du système</translation>
    </message>
    <message>
        <source>Client certificate file</source>
        <translation>Fichier du certificat client</translation>
    </message>
    <message>
        <source>https: the certificate chain to show when asked, PEM</source>
        <translation>https&#xa0;: la chaîne de certificats à présenter sur demande, PEM</translation>
    </message>
    <message>
        <source>Client key file</source>
        <translation>Fichier de la clé client</translation>
    </message>
    <message>
        <source>https: the client certificate&apos;s private key, PEM</source>
        <translation>https&#xa0;: la clé privée du certificat client, PEM</translation>
    </message>
    <message>
        <source>Take any certificate</source>
        <translation>Accepter tout certificat</translation>
    </message>
    <message>
        <source>https: nothing is verified, and anybody may listen</source>
        <translation>https&#xa0;: rien n’est vérifié, et n’importe qui peut écouter</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>http://[user:password@]host:port or socks5://…; @FILE with that in it</source>
        <translation>http://[utilisateur:motdepasse@]hôte:port ou socks5://…&#x202f;; @FICHIER qui le contient</translation>
    </message>
    <message>
        <source>Further header fields</source>
        <translation>Autres champs d’en-tête</translation>
    </message>
    <message>
        <source>One on each line, as Name: value</source>
        <translation>Un par ligne, sous la forme Nom: valeur</translation>
    </message>
    <message>
        <source>What is wrong with the connection</source>
        <translation>Ce qui ne va pas dans la connexion</translation>
    </message>
    <message>
        <source>the system&apos;s</source>
        <translation>celles du système</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protocole</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Confiance</translation>
    </message>
    <message>
        <source>Choose the authorities</source>
        <translation>Choisir les autorités</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Certificat</translation>
    </message>
    <message>
        <source>Choose a client certificate</source>
        <translation>Choisir un certificat client</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Clé</translation>
    </message>
    <message>
        <source>Choose the client&apos;s key</source>
        <translation>Choisir la clé du client</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>En-têtes</translation>
    </message>
    <message>
        <source>not verified!</source>
        <translation>non vérifié&#x202f;!</translation>
    </message>
    <message>
        <source>own CA</source>
        <translation>AC propre</translation>
    </message>
    <message>
        <source>certificate</source>
        <translation>certificat</translation>
    </message>
    <message>
        <source>proxy</source>
        <translation>proxy</translation>
    </message>
    <message>
        <source>headers: %1</source>
        <translation>en-têtes&#xa0;: %1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>Any certificate is taken, and those of a CA, too; leave one of them out</source>
        <translation>Tout certificat est accepté, et aussi ceux d’une AC&#x202f;; ôtez l’un des deux</translation>
    </message>
    <message>
        <source>A certificate and its key go together; give both files</source>
        <translation>Un certificat et sa clé vont ensemble&#x202f;; donnez les deux fichiers</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::ConsumerPanel</name>
    <message>
        <source>Copy as curl</source>
        <translation>Copier en curl</translation>
    </message>
    <message>
        <source>Copy curl command</source>
        <translation>Copier la commande curl</translation>
    </message>
    <message>
        <source>Copy a command that posts one event, with the token</source>
        <translation>Copier une commande qui poste un événement, jeton compris</translation>
    </message>
    <message>
        <source>Start the consumer</source>
        <translation>Démarrer le consommateur</translation>
    </message>
    <message>
        <source>Stop the consumer</source>
        <translation>Arrêter le consommateur</translation>
    </message>
    <message>
        <source>Does not listen</source>
        <translation>N’écoute pas</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Arrêté</translation>
    </message>
    <message>
        <source>Start it, and a producer can push to it.</source>
        <translation>Démarrez-le, et un producteur pourra lui envoyer.</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>À l’écoute</translation>
    </message>
    <message>
        <source>Nobody has come yet.</source>
        <translation>Personne n’est encore venu.</translation>
    </message>
    <message>
        <source>Listening, queue %1</source>
        <translation>À l’écoute, file %1</translation>
    </message>
    <message>
        <source>Answers leave in %1 ms (p50), %2 ms (p99), %3 ms (max). Journal queue at most %4. Connections: %5.</source>
        <translation>Réponses en %1&#xa0;ms (p50), %2&#xa0;ms (p99), %3&#xa0;ms (max). File du journal&#xa0;: %4 au plus. Connexions&#xa0;: %5.</translation>
    </message>
    <message>
        <source>Not honest for %1</source>
        <translation>Réponse forcée, %1</translation>
    </message>
    <message>
        <source>Not honest</source>
        <translation>Réponse forcée</translation>
    </message>
    <message>
        <source>Answers %1.</source>
        <translation>Répond %1.</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>Trous</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::CopyField</name>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>Copier&#xa0;: %1</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copié</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::DataTabs</name>
    <message>
        <source>Follow the newest</source>
        <translation>Suivre les plus récents</translation>
    </message>
    <message>
        <source>Next gap</source>
        <translation>Trou suivant</translation>
    </message>
    <message>
        <source>Tables of the session</source>
        <translation>Tableaux de la session</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Événements</translation>
    </message>
    <message>
        <source>Exchanges</source>
        <translation>Échanges</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>Trous</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Constats</translation>
    </message>
    <message>
        <source>Politeness</source>
        <translation>Politesse</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Essais</translation>
    </message>
    <message>
        <source>Go to the next gap that is open or lost (G)</source>
        <translation>Aller au prochain trou ouvert ou perdu (G)</translation>
    </message>
    <message>
        <source>following</source>
        <translation>suit</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pause</translation>
    </message>
    <message>
        <source>Follows the newest row; moving up pauses (Space)</source>
        <translation>Suit la ligne la plus récente&#x202f;; remonter met en pause (Espace)</translation>
    </message>
    <message>
        <source>Stays where it is; go on following (Space)</source>
        <translation>Reste en place&#x202f;; reprendre le suivi (Espace)</translation>
    </message>
    <message>
        <source>Following the newest</source>
        <translation>Suivi des plus récents</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>En pause</translation>
    </message>
    <message>
        <source>Compare two exchanges</source>
        <translation>Comparer deux échanges</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>États relevés</translation>
    </message>
    <message>
        <source>Show the two exchanges that are selected side by side (D)</source>
        <translation>Montrer côte à côte les deux échanges sélectionnés (D)</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::DiffWindow</name>
    <message>
        <source>Next difference</source>
        <translation>Différence suivante</translation>
    </message>
    <message>
        <source>Exchanges %1 and %2</source>
        <translation>Échanges %1 et %2</translation>
    </message>
    <message>
        <source>Exchange %1</source>
        <translation>Échange %1</translation>
    </message>
    <message>
        <source>Go to the next difference (N)</source>
        <translation>Aller à la différence suivante (N)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Exchange %1, %2, status %3</source>
        <translation>Échange %1, %2, statut %3</translation>
    </message>
    <message>
        <source>Both are the same.</source>
        <translation>Les deux sont identiques.</translation>
    </message>
    <message>
        <source>Lines that differ: %1 of %2.</source>
        <translation>Lignes différentes&#xa0;: %1 sur %2.</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::EndpointEditor</name>
    <message>
        <source>Endpoints</source>
        <translation>Points d’accès</translation>
    </message>
    <message>
        <source>The paths that take events</source>
        <translation>Les chemins qui reçoivent les événements</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Chemin</translation>
    </message>
    <message>
        <source>Path that takes the POSTs</source>
        <translation>Chemin qui reçoit les POST</translation>
    </message>
    <message>
        <source>Token to accept</source>
        <translation>Jeton à accepter</translation>
    </message>
    <message>
        <source>The bearer token that producers have to show here; one is made when it is left empty. It is never saved.</source>
        <translation>Le jeton bearer que les producteurs doivent présenter ici&#x202f;; vide, il est créé. Il n’est jamais enregistré.</translation>
    </message>
    <message>
        <source>Expected EntityEventSource</source>
        <translation>EntityEventSource attendue</translation>
    </message>
    <message>
        <source>Labels that were agreed on, with commas between them; leave it empty to take any source</source>
        <translation>Libellés convenus, séparés par des virgules&#x202f;; vide&#xa0;: toute source est acceptée</translation>
    </message>
    <message>
        <source>+ Endpoint</source>
        <translation>+ Point d’accès</translation>
    </message>
    <message>
        <source>Add an endpoint</source>
        <translation>Ajouter un point d’accès</translation>
    </message>
    <message>
        <source>− Remove</source>
        <translation>− Retirer</translation>
    </message>
    <message>
        <source>Remove this endpoint</source>
        <translation>Retirer ce point d’accès</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Point d’accès</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>made when it starts</source>
        <translation>créé au démarrage</translation>
    </message>
    <message>
        <source>any</source>
        <translation>toute</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Jeton</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::ExchangeTableModel</name>
    <message>
        <source>received</source>
        <translation>reçu</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>envoyé</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>answer lost</source>
        <translation>réponse perdue</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>répondu</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>livré</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>refusé</translation>
    </message>
    <message>
        <source>held</source>
        <translation>différé</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>inconnu</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échoué</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>interrogé</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::FeedForm</name>
    <message>
        <source>Where the events come from</source>
        <translation>D’où viennent les événements</translation>
    </message>
    <message>
        <source>What is wrong with the feed</source>
        <translation>Ce qui ne va pas dans le flux</translation>
    </message>
    <message>
        <source>Generated</source>
        <translation>Générés</translation>
    </message>
    <message>
        <source>From a file</source>
        <translation>D’un fichier</translation>
    </message>
    <message>
        <source>From a recorded session</source>
        <translation>D’une session enregistrée</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Événements</translation>
    </message>
    <message>
        <source>Number of events</source>
        <translation>Nombre d’événements</translation>
    </message>
    <message>
        <source>First sequence</source>
        <translation>Première séquence</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Graine</translation>
    </message>
    <message>
        <source>The same seed gives the same events</source>
        <translation>La même graine donne les mêmes événements</translation>
    </message>
    <message>
        <source>Hole rate</source>
        <translation>Taux de trous</translation>
    </message>
    <message>
        <source>Share of numbers that never exist, in per cent</source>
        <translation>Part des numéros qui n’existent jamais, en pour cent</translation>
    </message>
    <message>
        <source> %</source>
        <translation>&#x202f;%</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation>Ressources</translation>
    </message>
    <message>
        <source>Most frequent first, or each with its weight: Property=60, Media=30</source>
        <translation>Les plus fréquentes en premier, ou chacune avec son poids&#xa0;: Property=60, Media=30</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>from</source>
        <translation>dès</translation>
    </message>
    <message>
        <source>holes</source>
        <translation>trous</translation>
    </message>
    <message>
        <source>File of events</source>
        <translation>Fichier d’événements</translation>
    </message>
    <message>
        <source>NDJSON or CSV of events, or RESO Common Format payloads</source>
        <translation>Événements en NDJSON ou CSV, ou contenus RESO Common Format</translation>
    </message>
    <message>
        <source>NDJSON, CSV or RCF</source>
        <translation>NDJSON, CSV ou RCF</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>Choisir le fichier</translation>
    </message>
    <message>
        <source>Events (*.ndjson *.json *.jsonl *.csv);;All files (*)</source>
        <translation>Événements (*.ndjson *.json *.jsonl *.csv);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Recorded session</source>
        <translation>Session enregistrée</translation>
    </message>
    <message>
        <source>Its events as they were accepted, repetitions included</source>
        <translation>Ses événements tels que reçus, répétitions comprises</translation>
    </message>
    <message>
        <source>a session file</source>
        <translation>un fichier de session</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Session</translation>
    </message>
    <message>
        <source>Choose the session</source>
        <translation>Choisir la session</translation>
    </message>
    <message>
        <source>Sessions (*.pushbench);;All files (*)</source>
        <translation>Sessions (*.pushbench);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Lot</translation>
    </message>
    <message>
        <source>Events in one request</source>
        <translation>Événements par requête</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Débit</translation>
    </message>
    <message>
        <source>Events per second; 0: as fast as it goes</source>
        <translation>Événements par seconde&#x202f;; 0&#xa0;: aussi vite que possible</translation>
    </message>
    <message>
        <source>/s</source>
        <translation>/s</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>sans limite</translation>
    </message>
    <message>
        <source>Requests in flight</source>
        <translation>Requêtes simultanées</translation>
    </message>
    <message>
        <source>Requests at the same time; 1 keeps strict order</source>
        <translation>Requêtes en même temps&#x202f;; 1 garde l’ordre strict</translation>
    </message>
    <message>
        <source>One event as a batch, too</source>
        <translation>Un seul événement aussi en lot</translation>
    </message>
    <message>
        <source>The multi-valued form even for a single event</source>
        <translation>La forme à valeurs multiples même pour un seul événement</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>débit</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>From an EntityEvent resource</source>
        <translation>D’une ressource EntityEvent</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no service root; write https://host/odata</source>
        <translation>«&#xa0;%1&#xa0;» n’est pas une racine de service&#x202f;; écrivez https://hôte/odata</translation>
    </message>
    <message>
        <source>Its token has a line of its own; leave out what stands before the @</source>
        <translation>Son jeton a sa propre ligne&#x202f;; ôtez ce qui précède le @</translation>
    </message>
    <message>
        <source>Resource to read</source>
        <translation>Ressource à lire</translation>
    </message>
    <message>
        <source>The service root of a server whose EntityEvent resource is read and pushed</source>
        <translation>La racine de service d’un serveur dont la ressource EntityEvent est lue et poussée</translation>
    </message>
    <message>
        <source>Token of the resource to read</source>
        <translation>Jeton de la ressource à lire</translation>
    </message>
    <message>
        <source>Its bearer token, or @FILE; it goes there and nowhere else</source>
        <translation>Son jeton bearer, ou @FICHIER&#x202f;; il va là et nulle part ailleurs</translation>
    </message>
    <message>
        <source>CA file of the resource to read</source>
        <translation>Fichier des AC de la ressource à lire</translation>
    </message>
    <message>
        <source>https: trust these certificates, PEM, instead of the system&apos;s authorities</source>
        <translation>https&#xa0;: se fier à ces certificats, PEM, au lieu des autorités du système</translation>
    </message>
    <message>
        <source>the system&apos;s</source>
        <translation>celles du système</translation>
    </message>
    <message>
        <source>Only behind this number</source>
        <translation>Seulement après ce numéro</translation>
    </message>
    <message>
        <source>0: from its first event. A checkpoint goes on where it was.</source>
        <translation>0&#xa0;: dès son premier événement. Un fichier de reprise continue où il en était.</translation>
    </message>
    <message>
        <source>Seconds between two looks</source>
        <translation>Secondes entre deux lectures</translation>
    </message>
    <message>
        <source>Seconds for late numbers</source>
        <translation>Secondes pour les numéros tardifs</translation>
    </message>
    <message>
        <source>So long numbers that it left out are looked for again, for they may become visible late; 0: never</source>
        <translation>Aussi longtemps, les numéros omis sont recherchés, car ils peuvent apparaître tard&#x202f;; 0&#xa0;: jamais</translation>
    </message>
    <message>
        <source>End where it ends</source>
        <translation>S’arrêter où elle finit</translation>
    </message>
    <message>
        <source>Instead of following it</source>
        <translation>Au lieu de la suivre</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Ressource</translation>
    </message>
    <message>
        <source>Its token</source>
        <translation>Son jeton</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Confiance</translation>
    </message>
    <message>
        <source>Choose the authorities</source>
        <translation>Choisir les autorités</translation>
    </message>
    <message>
        <source>Behind</source>
        <translation>Après</translation>
    </message>
    <message>
        <source>look every</source>
        <translation>lire toutes les</translation>
    </message>
    <message>
        <source>Late by</source>
        <translation>Retard</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::FeedListModel</name>
    <message>
        <source>(no source)</source>
        <translation>(sans source)</translation>
    </message>
    <message>
        <source>(no source) at %1</source>
        <translation>(sans source) sur %1</translation>
    </message>
    <message>
        <source>%1, received</source>
        <translation>%1, reçu</translation>
    </message>
    <message>
        <source>%1, sent</source>
        <translation>%1, envoyé</translation>
    </message>
    <message>
        <source>%1: %2 events</source>
        <translation>%1&#xa0;: %2 évén.</translation>
    </message>
    <message>
        <source>%1, epoch %2</source>
        <translation>%1, époque %2</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::FeedMannersModel</name>
    <message>
        <source>(no source)</source>
        <translation>(sans source)</translation>
    </message>
    <message>
        <source>(no source) at %1</source>
        <translation>(sans source) sur %1</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::FilterBar</name>
    <message>
        <source>&amp;Filter the tables</source>
        <translation>&amp;Filtrer les tableaux</translation>
    </message>
    <message>
        <source>&amp;Export what is shown…</source>
        <translation>E&amp;xporter ce qui est affiché…</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtre</translation>
    </message>
    <message>
        <source>Terms that must all hold, such as resource:Media, seq:1100..1199, status:429, is:late, is:marked, note:ticket, -side:producer or &quot;text&quot; in heads and bodies (/)</source>
        <translation>Termes qui doivent tous valoir, par ex. resource:Media, seq:1100..1199, status:429, is:late, is:marked, note:ticket, -side:producer ou &quot;texte&quot; dans les en-têtes et les corps (/)</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gardés</translation>
    </message>
    <message>
        <source>Saved filters</source>
        <translation>Filtres gardés</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <source>What is wrong with the filter</source>
        <translation>Ce qui ne va pas dans le filtre</translation>
    </message>
    <message>
        <source>Export what is shown</source>
        <translation>Exporter ce qui est affiché</translation>
    </message>
    <message>
        <source>Write exactly what the table shows into a file (Ctrl+E)</source>
        <translation>Écrire dans un fichier exactement ce que montre le tableau (Ctrl+E)</translation>
    </message>
    <message>
        <source>At character %1: %2.</source>
        <translation>Au caractère %1&#xa0;: %2.</translation>
    </message>
    <message>
        <source>%1, looking through exchange %2…</source>
        <translation>%1, examen de l’échange %2…</translation>
    </message>
    <message>
        <source>exchanges: %1</source>
        <translation>échanges&#xa0;: %1</translation>
    </message>
    <message>
        <source>events: %1</source>
        <translation>événements&#xa0;: %1</translation>
    </message>
    <message>
        <source>Save this filter</source>
        <translation>Garder ce filtre</translation>
    </message>
    <message>
        <source>Forget this filter</source>
        <translation>Oublier ce filtre</translation>
    </message>
    <message>
        <source>HTTP Archive (*.har)</source>
        <translation>HTTP Archive (*.har)</translation>
    </message>
    <message>
        <source>NDJSON (*.ndjson);;CSV (*.csv)</source>
        <translation>NDJSON (*.ndjson);;CSV (*.csv)</translation>
    </message>
    <message>
        <source>filters events, exchanges, gaps and findings</source>
        <translation>filtre événements, échanges, trous et constats</translation>
    </message>
    <message>
        <source>%1; without meaning here: %2</source>
        <translation>%1&#x202f;; sans effet ici&#xa0;: %2</translation>
    </message>
    <message>
        <source>gaps: %1</source>
        <translation>trous&#xa0;: %1</translation>
    </message>
    <message>
        <source>findings: %1</source>
        <translation>constats&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::FindingList</name>
    <message>
        <source>byte %1</source>
        <translation>octet %1</translation>
    </message>
    <message>
        <source>Findings of this exchange</source>
        <translation>Constats de cet échange</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::FindingTableModel</name>
    <message>
        <source>our rule</source>
        <translation>notre règle</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::FindingsPage</name>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1, %2&#xa0;: %3</translation>
    </message>
    <message>
        <source>Exchange %1, %2: %3</source>
        <translation>Échange %1, %2&#xa0;: %3</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::FirstRunPage</name>
    <message>
        <source>URL of your consumer</source>
        <translation>URL de votre consommateur</translation>
    </message>
    <message>
        <source>Token that your consumer expects</source>
        <translation>Jeton attendu par votre consommateur</translation>
    </message>
    <message>
        <source>Push events to it</source>
        <translation>Lui pousser des événements</translation>
    </message>
    <message>
        <source>Start the consumer</source>
        <translation>Démarrer le consommateur</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>token</source>
        <translation>jeton</translation>
    </message>
    <message>
        <source>curl command</source>
        <translation>commande curl</translation>
    </message>
    <message>
        <source>What would you like to try?</source>
        <translation>Que voulez-vous essayer&#x202f;?</translation>
    </message>
    <message>
        <source>Watch the demo</source>
        <translation>Regarder la démo</translation>
    </message>
    <message>
        <source>Our producer pushes to our consumer over real sockets: batches, 429s, late and repeated events, a conflict, numbers that never come. It goes on until you stop it.</source>
        <translation>Notre producteur pousse vers notre consommateur par de vrais sockets&#xa0;: lots, 429, événements tardifs et répétés, un conflit, des numéros qui ne viennent jamais. Cela dure jusqu’à ce que vous l’arrêtiez.</translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation>Lancer la démo</translation>
    </message>
    <message>
        <source>Test my consumer</source>
        <translation>Tester mon consommateur</translation>
    </message>
    <message>
        <source>You have an endpoint that takes EntityEvents. Our producer pushes generated ones to it and shows every answer.</source>
        <translation>Vous avez un point d’accès qui reçoit des EntityEvents. Notre producteur lui en pousse qu’il génère et montre chaque réponse.</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Jeton</translation>
    </message>
    <message>
        <source>Test my producer</source>
        <translation>Tester mon producteur</translation>
    </message>
    <message>
        <source>You have something that pushes EntityEvents. Give it this URL and token, or try the line below in a terminal.</source>
        <translation>Vous avez un programme qui pousse des EntityEvents. Donnez-lui cette URL et ce jeton, ou essayez la ligne ci-dessous dans un terminal.</translation>
    </message>
    <message>
        <source>curl</source>
        <translation>curl</translation>
    </message>
    <message>
        <source>Listening. This page goes away with the first request.</source>
        <translation>À l’écoute. Cette page s’efface à la première requête.</translation>
    </message>
    <message>
        <source>made when it starts</source>
        <translation>créé au démarrage</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::GapRemedies</name>
    <message>
        <source>Recover</source>
        <translation>Récupérer</translation>
    </message>
    <message>
        <source>Push the missing ones</source>
        <translation>Renvoyer les manquants</translation>
    </message>
    <message>
        <source>nothing of it is missing: choose gaps that are open or lost</source>
        <translation>rien n’en manque&#xa0;: choisissez des trous ouverts ou perdus</translation>
    </message>
    <message>
        <source>this session is open for reading; begin a new one to send or receive</source>
        <translation>cette session est ouverte en lecture&#x202f;; commencez-en une nouvelle pour envoyer ou recevoir</translation>
    </message>
    <message>
        <source>nothing is pushed from this window: start the producer, or recover from the resource</source>
        <translation>rien n’est envoyé depuis cette fenêtre&#xa0;: démarrez le producteur, ou récupérez de la ressource</translation>
    </message>
    <message>
        <source>the producer of this window never had them: recover from the resource of the one that has</source>
        <translation>le producteur de cette fenêtre ne les a jamais eus&#xa0;: récupérez de la ressource de celui qui les a</translation>
    </message>
    <message>
        <source>the producer of this window has them: push the missing ones</source>
        <translation>le producteur de cette fenêtre les a&#xa0;: renvoyez les manquants</translation>
    </message>
    <message>
        <source>no resource is asked: name the producer&apos;s EntityEvent resource in the consumer&apos;s panel</source>
        <translation>aucune ressource n’est interrogée&#xa0;: indiquez la ressource EntityEvent du producteur dans le panneau du consommateur</translation>
    </message>
    <message>
        <source>%1
Not now: %2.</source>
        <translation>%1
Pas maintenant&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Take over what the producer&apos;s resource has of the chosen gaps, or of all that are open or lost (Shift+R)</source>
        <translation>Reprendre ce que la ressource du producteur a des trous choisis, ou de tous ceux qui sont ouverts ou perdus (Maj+R)</translation>
    </message>
    <message>
        <source>Have our producer push again what is missing of the chosen gaps, or of all that are open or lost (Shift+P)</source>
        <translation>Faire renvoyer par notre producteur ce qui manque aux trous choisis, ou à tous ceux qui sont ouverts ou perdus (Maj+P)</translation>
    </message>
    <message>
        <source>nobody is asked any more</source>
        <translation>plus personne n’est interrogé</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::GapTableModel</name>
    <message>
        <source>after %1</source>
        <translation>après %1</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::GapsPage</name>
    <message>
        <source>Ask the resource</source>
        <translation>Interroger la ressource</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>Expliquer</translation>
    </message>
    <message>
        <source>Copy the query</source>
        <translation>Copier la requête</translation>
    </message>
    <message>
        <source>What else comparing with the resource showed</source>
        <translation>Ce que la comparaison avec la ressource a montré de plus</translation>
    </message>
    <message>
        <source>Ask the producer&apos;s EntityEvent resource about the chosen gaps (A)</source>
        <translation>Interroger la ressource EntityEvent du producteur sur les trous choisis (A)</translation>
    </message>
    <message>
        <source>Say what the chosen gap means and what would change it (E)</source>
        <translation>Dire ce que signifie le trou choisi et ce qui le changerait (E)</translation>
    </message>
    <message>
        <source>Copy the URL that asks the resource about the chosen gap (C)</source>
        <translation>Copier l’URL qui interroge la ressource sur le trou choisi (C)</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::Handover</name>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>token</source>
        <translation>jeton</translation>
    </message>
    <message>
        <source>source</source>
        <translation>source</translation>
    </message>
    <message>
        <source>certificate&apos;s fingerprint</source>
        <translation>empreinte du certificat</translation>
    </message>
    <message>
        <source>path of the file to trust</source>
        <translation>chemin du fichier de confiance</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Jeton</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Certificat</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Confiance</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::Inspector</name>
    <message>
        <source>Findings</source>
        <translation>Constats</translation>
    </message>
    <message>
        <source>Timing</source>
        <translation>Durées</translation>
    </message>
    <message>
        <source>Parts of the exchange</source>
        <translation>Parties de l’échange</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Requête</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Réponse</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Brut</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>En-têtes</translation>
    </message>
    <message>
        <source>Request, laid out</source>
        <translation>Requête mise en forme</translation>
    </message>
    <message>
        <source>Response, laid out</source>
        <translation>Réponse mise en forme</translation>
    </message>
    <message>
        <source>Request and response as on the wire</source>
        <translation>Requête et réponse telles que transmises</translation>
    </message>
    <message>
        <source>Headers in wire order</source>
        <translation>En-têtes dans l’ordre de transmission</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>Copier en curl</translation>
    </message>
    <message>
        <source>Copy the request as a curl command; the token is $PUSHBENCH_AUTH_TOKEN</source>
        <translation>Copier la requête en commande curl&#x202f;; le jeton est $PUSHBENCH_AUTH_TOKEN</translation>
    </message>
    <message>
        <source>Copy body</source>
        <translation>Copier le corps</translation>
    </message>
    <message>
        <source>Copy the body of the request</source>
        <translation>Copier le corps de la requête</translation>
    </message>
    <message>
        <source>Choose an event or an exchange to see what was on the wire.</source>
        <translation>Choisissez un événement ou un échange pour voir ce qui a été transmis.</translation>
    </message>
    <message>
        <source>The session holds no such exchange.</source>
        <translation>La session ne contient pas cet échange.</translation>
    </message>
    <message>
        <source>Exchange %1</source>
        <translation>Échange %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>de %1</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>vers %1</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>aucune réponse</translation>
    </message>
    <message>
        <source>status %1</source>
        <translation>statut %1</translation>
    </message>
    <message>
        <source>events: %1</source>
        <translation>événements&#xa0;: %1</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>tentative %1</translation>
    </message>
    <message>
        <source>Exchange %1 of the checks</source>
        <translation>Échange %1 des contrôles</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::LanguageMenu</name>
    <message>
        <source>Lan&amp;guage</source>
        <translation>&amp;Langue</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Comme le &amp;système</translation>
    </message>
    <message>
        <source>Takes effect at the next start</source>
        <translation>Prend effet au prochain démarrage</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::ListenForm</name>
    <message>
        <source>Address to listen on</source>
        <translation>Adresse d’écoute</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Port; 0 picks a free one</source>
        <translation>Port&#x202f;; 0 en choisit un libre</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sécurité</translation>
    </message>
    <message>
        <source>TLS 1.2 and 1.3, with HTTP/2 for those who ask for it</source>
        <translation>TLS 1.2 et 1.3, avec HTTP/2 pour qui le demande</translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation>Fichier du certificat</translation>
    </message>
    <message>
        <source>The server&apos;s certificate and those that lead to it, PEM</source>
        <translation>Le certificat du serveur et ceux qui y mènent, PEM</translation>
    </message>
    <message>
        <source>Key file</source>
        <translation>Fichier de la clé</translation>
    </message>
    <message>
        <source>The certificate&apos;s private key, PEM</source>
        <translation>La clé privée du certificat, PEM</translation>
    </message>
    <message>
        <source>Client CA file</source>
        <translation>Fichier des AC clientes</translation>
    </message>
    <message>
        <source>Who may call: clients must show a certificate of these authorities, PEM. Leave it empty to take everyone.</source>
        <translation>Qui peut appeler&#xa0;: les clients doivent présenter un certificat de ces autorités, PEM. Vide&#xa0;: tout le monde.</translation>
    </message>
    <message>
        <source>plain HTTP</source>
        <translation>HTTP en clair</translation>
    </message>
    <message>
        <source>TLS, self-signed</source>
        <translation>TLS, autosigné</translation>
    </message>
    <message>
        <source>TLS, own certificate</source>
        <translation>TLS, votre certificat</translation>
    </message>
    <message>
        <source>everyone</source>
        <translation>tout le monde</translation>
    </message>
    <message>
        <source>Listen on</source>
        <translation>Écouter sur</translation>
    </message>
    <message>
        <source>Choose a certificate</source>
        <translation>Choisir un certificat</translation>
    </message>
    <message>
        <source>Choose a key</source>
        <translation>Choisir une clé</translation>
    </message>
    <message>
        <source>Choose the clients&apos; authorities</source>
        <translation>Choisir les autorités des clients</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Certificat</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Clé</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::MainWindow</name>
    <message>
        <source>&amp;Demo</source>
        <translation>&amp;Démo</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>&amp;Producer</source>
        <translation>&amp;Producteur</translation>
    </message>
    <message>
        <source>&amp;Consumer</source>
        <translation>&amp;Consommateur</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Aid&amp;e</translation>
    </message>
    <message>
        <source>Our producer pushes to our consumer until you stop it (Ctrl+D)</source>
        <translation>Notre producteur pousse vers notre consommateur jusqu’à ce que vous l’arrêtiez (Ctrl+D)</translation>
    </message>
    <message>
        <source>&amp;Commands…</source>
        <translation>&amp;Commandes…</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Raccourcis clavier</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Affichage</translation>
    </message>
    <message>
        <source>&amp;Jump to sequence</source>
        <translation>&amp;Aller à la séquence</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Outils</translation>
    </message>
    <message>
        <source>Jump to sequence</source>
        <translation>Aller à la séquence</translation>
    </message>
    <message>
        <source>Show this number in the strip and in the events (Ctrl+G)</source>
        <translation>Montrer ce numéro dans la bande et dans les événements (Ctrl+G)</translation>
    </message>
    <message>
        <source>Pushbench</source>
        <translation>Pushbench</translation>
    </message>
    <message>
        <source>The language changes when Pushbench is started again.</source>
        <translation>La langue changera au prochain démarrage de Pushbench.</translation>
    </message>
    <message>
        <source>The feed does not reach to %1.</source>
        <translation>Le flux ne va pas jusqu’à %1.</translation>
    </message>
    <message>
        <source>Close Pushbench?</source>
        <translation>Fermer Pushbench&#x202f;?</translation>
    </message>
    <message>
        <source>Chec&amp;ks</source>
        <translation>C&amp;ontrôles</translation>
    </message>
    <message>
        <source>%1 records are in %2.</source>
        <translation>%1 enregistrements sont dans %2.</translation>
    </message>
    <message>
        <source>&amp;Gaps</source>
        <translation>&amp;Trous</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::MisbehaviourForm</name>
    <message>
        <source>For all, or for 1107, 1110-1119, 1%</source>
        <translation>Pour tous, ou pour 1107, 1110-1119, 1%</translation>
    </message>
    <message>
        <source>For 1107, 1110-1119, or 1%</source>
        <translation>Pour 1107, 1110-1119 ou 1%</translation>
    </message>
    <message>
        <source>From a sequence on, such as 1200</source>
        <translation>À partir d’une séquence, par ex. 1200</translation>
    </message>
    <message>
        <source>From the beginning, or from a sequence on</source>
        <translation>Depuis le début, ou à partir d’une séquence</translation>
    </message>
    <message>
        <source>By so many milliseconds, such as 500</source>
        <translation>De tant de millisecondes, par ex. 500</translation>
    </message>
    <message>
        <source>Misbehaviours</source>
        <translation>Écarts de conduite</translation>
    </message>
    <message>
        <source>Tick what the producer is to do wrong (Space); the second column says for which events or requests (Enter)</source>
        <translation>Cochez ce que le producteur doit faire de travers (Espace)&#x202f;; la seconde colonne dit pour quels événements ou requêtes (Entrée)</translation>
    </message>
    <message>
        <source>What is wrong with the misbehaviours</source>
        <translation>Ce qui ne va pas dans les écarts</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>For which</source>
        <translation>Pour lesquels</translation>
    </message>
    <message>
        <source>What the misbehaviour does</source>
        <translation>Ce que fait l’écart</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::NextAnswer</name>
    <message>
        <source>&amp;Retry-After</source>
        <translation>&amp;Retry-After</translation>
    </message>
    <message>
        <source>More &amp;faults</source>
        <translation>Dé&amp;fauts</translation>
    </message>
    <message>
        <source>Honest again</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>429 next</source>
        <translation>Un 429</translation>
    </message>
    <message>
        <source>Answer the next request with 429, Retry-After: 2</source>
        <translation>Répondre 429 à la prochaine requête, Retry-After: 2</translation>
    </message>
    <message>
        <source>429 date</source>
        <translation>429 daté</translation>
    </message>
    <message>
        <source>Answer the next request with 429 and a date in Retry-After</source>
        <translation>Répondre 429 à la prochaine requête, avec une date dans Retry-After</translation>
    </message>
    <message>
        <source>429 for 30 s</source>
        <translation>429, 30&#xa0;s</translation>
    </message>
    <message>
        <source>Answer everything with 429 for 30 seconds</source>
        <translation>Répondre 429 à tout pendant 30 secondes</translation>
    </message>
    <message>
        <source>503 next</source>
        <translation>Un 503</translation>
    </message>
    <message>
        <source>Answer the next request with 503, no Retry-After</source>
        <translation>Répondre 503 à la prochaine requête, sans Retry-After</translation>
    </message>
    <message>
        <source>Slow 5 s</source>
        <translation>Lent 5&#xa0;s</translation>
    </message>
    <message>
        <source>Take the next request, but answer after 5 seconds</source>
        <translation>Accepter la prochaine requête, mais répondre après 5 secondes</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Couper</translation>
    </message>
    <message>
        <source>Reset the next request&apos;s connection instead of an answer</source>
        <translation>Couper (reset) la connexion de la prochaine requête au lieu de répondre</translation>
    </message>
    <message>
        <source>Answer as the standard says again (Ctrl+0)</source>
        <translation>Répondre de nouveau selon la norme (Ctrl+0)</translation>
    </message>
    <message>
        <source>60 seconds</source>
        <translation>60 secondes</translation>
    </message>
    <message>
        <source>0 seconds</source>
        <translation>0 seconde</translation>
    </message>
    <message>
        <source>A date in 10 seconds</source>
        <translation>Une date dans 10 secondes</translation>
    </message>
    <message>
        <source>The same as RFC 850 wrote it</source>
        <translation>La même à la façon de la RFC 850</translation>
    </message>
    <message>
        <source>The same as asctime writes it</source>
        <translation>La même à la façon d’asctime</translation>
    </message>
    <message>
        <source>A date that is past</source>
        <translation>Une date passée</translation>
    </message>
    <message>
        <source>A year of two digits that means the past</source>
        <translation>Une année à deux chiffres qui désigne le passé</translation>
    </message>
    <message>
        <source>A day</source>
        <translation>Un jour</translation>
    </message>
    <message>
        <source>None at all</source>
        <translation>Aucun</translation>
    </message>
    <message>
        <source>Not legal: %1</source>
        <translation>Illégal&#xa0;: %1</translation>
    </message>
    <message>
        <source>503 and 10 seconds</source>
        <translation>503 et 10 secondes</translation>
    </message>
    <message>
        <source>413 and 10 seconds</source>
        <translation>413 et 10 secondes</translation>
    </message>
    <message>
        <source>Close without an answer</source>
        <translation>Fermer sans réponse</translation>
    </message>
    <message>
        <source>Never answer</source>
        <translation>Ne jamais répondre</translation>
    </message>
    <message>
        <source>Reset in the middle of the answer</source>
        <translation>Couper au milieu de la réponse</translation>
    </message>
    <message>
        <source>Reset behind the answer</source>
        <translation>Couper après la réponse</translation>
    </message>
    <message>
        <source>Close in the middle of the body</source>
        <translation>Fermer au milieu du corps</translation>
    </message>
    <message>
        <source>A Content-Length that is too large</source>
        <translation>Un Content-Length trop grand</translation>
    </message>
    <message>
        <source>Drip the answer</source>
        <translation>Réponse au compte-gouttes</translation>
    </message>
    <message>
        <source>Reset the stream (HTTP/2)</source>
        <translation>Couper le flux HTTP/2 (RST_STREAM)</translation>
    </message>
    <message>
        <source>GOAWAY (HTTP/2)</source>
        <translation>GOAWAY (HTTP/2)</translation>
    </message>
    <message>
        <source>Next answer</source>
        <translation>Prochaine réponse</translation>
    </message>
    <message>
        <source>Answer the next request with 429 and this Retry-After</source>
        <translation>Répondre 429 à la prochaine requête avec ce Retry-After</translation>
    </message>
    <message>
        <source>Break the next answer on purpose</source>
        <translation>Gâter exprès la prochaine réponse</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::NoteDialog</name>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Kept in the session, and seen by whoever gets it</source>
        <translation>Conservée dans la session, et vue par quiconque la reçoit</translation>
    </message>
    <message>
        <source>&amp;Mark it, so that is:marked finds it</source>
        <translation>&amp;Marquer, pour que is:marked le trouve</translation>
    </message>
    <message>
        <source>What is wrong with the note</source>
        <translation>Ce qui ne va pas dans la note</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>&amp;Garder</translation>
    </message>
    <message>
        <source>What there is to say; Ctrl+Enter keeps it</source>
        <translation>Ce qu’il y a à dire&#x202f;; Ctrl+Enter le garde</translation>
    </message>
    <message>
        <source>A note has at most %1; shorten it, or put it in a file.</source>
        <translation>Une note a au plus %1&#x202f;; raccourcissez-la, ou mettez-la dans un fichier.</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::Notifications</name>
    <message>
        <source>&amp;Notify me when</source>
        <translation>&amp;Me prévenir quand</translation>
    </message>
    <message>
        <source>a gap turns out to be &amp;lost</source>
        <translation>un trou s’avère &amp;perdu</translation>
    </message>
    <message>
        <source>the producer &amp;halts</source>
        <translation>le producteur s’&amp;arrête</translation>
    </message>
    <message>
        <source>the &amp;first event arrives</source>
        <translation>le premier é&amp;vénement arrive</translation>
    </message>
    <message>
        <source>The first event arrived: %1, in exchange %2.</source>
        <translation>Le premier événement est arrivé&#xa0;: %1, dans l’échange %2.</translation>
    </message>
    <message>
        <source>Lost: %1. It is published and was never pushed.</source>
        <translation>Perdu&#xa0;: %1. Publié et jamais poussé.</translation>
    </message>
    <message>
        <source>Lost: %1, and more gaps: %2. They are published and were never pushed.</source>
        <translation>Perdus&#xa0;: %1, et d’autres trous&#xa0;: %2. Publiés et jamais poussés.</translation>
    </message>
    <message>
        <source>The producer halted: %1.</source>
        <translation>Le producteur s’est arrêté&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Pushbench</source>
        <translation>Pushbench</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::PolicyEditor</name>
    <message>
        <source>Reply policy</source>
        <translation>Politique de réponse</translation>
    </message>
    <message>
        <source>Replies to come, worked off from top to bottom</source>
        <translation>Réponses à venir, appliquées de haut en bas</translation>
    </message>
    <message>
        <source>Add a reply</source>
        <translation>Ajouter une réponse</translation>
    </message>
    <message>
        <source>Remove the reply</source>
        <translation>Retirer la réponse</translation>
    </message>
    <message>
        <source>Move the reply up</source>
        <translation>Monter la réponse</translation>
    </message>
    <message>
        <source>Move the reply down</source>
        <translation>Descendre la réponse</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Au plus</translation>
    </message>
    <message>
        <source>Limit the rate</source>
        <translation>Limiter le débit</translation>
    </message>
    <message>
        <source>Answer 429 to what comes faster, with the wait in Retry-After</source>
        <translation>Répondre 429 à ce qui vient plus vite, l’attente dans Retry-After</translation>
    </message>
    <message>
        <source>Rate limit</source>
        <translation>Limite de débit</translation>
    </message>
    <message>
        <source>What is limited</source>
        <translation>Ce qui est limité</translation>
    </message>
    <message>
        <source>Seconds of the rate limit</source>
        <translation>Secondes de la limite de débit</translation>
    </message>
    <message>
        <source>Burst of the rate limit</source>
        <translation>Rafale de la limite de débit</translation>
    </message>
    <message>
        <source>The policy stays as it was</source>
        <translation>La politique reste inchangée</translation>
    </message>
    <message>
        <source>Not taken</source>
        <translation>Non reprise</translation>
    </message>
    <message>
        <source>Load…</source>
        <translation>Charger…</translation>
    </message>
    <message>
        <source>Load a policy</source>
        <translation>Charger une politique</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Enregistrer…</translation>
    </message>
    <message>
        <source>Save the policy</source>
        <translation>Enregistrer la politique</translation>
    </message>
    <message>
        <source>events</source>
        <translation>événements</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>requêtes</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>in</source>
        <translation>en</translation>
    </message>
    <message>
        <source>burst</source>
        <translation>rafale</translation>
    </message>
    <message>
        <source>What may come at once after silence; 0: one window&apos;s amount</source>
        <translation>Ce qui peut venir d’un coup après un silence&#x202f;; 0&#xa0;: le volume d’une fenêtre</translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s) of the file come first.</source>
        <translation>
            <numerusform>%n règle du fichier passe d’abord.</numerusform>
            <numerusform>%n règles du fichier passent d’abord.</numerusform>
        </translation>
    </message>
    <message>
        <source>Every answer takes %1 ms, and up to %2 ms more.</source>
        <translation>Chaque réponse prend %1&#xa0;ms, et jusqu’à %2&#xa0;ms de plus.</translation>
    </message>
    <message>
        <source>Everything is answered as it deserves.</source>
        <translation>Chaque requête reçoit la réponse méritée.</translation>
    </message>
    <message>
        <source>From top to bottom, then as the payload deserves. A change begins anew.</source>
        <translation>De haut en bas, puis selon le contenu. Un changement repart du début.</translation>
    </message>
    <message>
        <source>Reply policies (*.json);;All files (*)</source>
        <translation>Politiques de réponse (*.json);;Tous les fichiers (*)</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::PolicyTableModel</name>
    <message>
        <source>How many requests are answered so</source>
        <translation>Combien de requêtes reçoivent cette réponse</translation>
    </message>
    <message>
        <source>2xx gives whatever the payload deserves</source>
        <translation>2xx donne ce que le contenu mérite</translation>
    </message>
    <message>
        <source>Sent as written, legal or not; or computed: seconds, date:+3, rfc850:+3, asctime:+3. Two quotes send an empty field.</source>
        <translation>Envoyé tel quel, légal ou non&#x202f;; ou calculé&#xa0;: seconds, date:+3, rfc850:+3, asctime:+3. Deux guillemets envoient un champ vide.</translation>
    </message>
    <message>
        <source>Milliseconds that the answer waits</source>
        <translation>Millisecondes que la réponse attend</translation>
    </message>
    <message>
        <source>How the answer goes wrong</source>
        <translation>Comment la réponse se gâte</translation>
    </message>
    <message>
        <source>%1 cannot stand in a field; use printable ASCII</source>
        <translation>%1 ne peut figurer dans un champ&#x202f;; utilisez l’ASCII imprimable</translation>
    </message>
    <message>
        <source>%1 is no date to compute; write date:+3 for three seconds from then</source>
        <translation>%1 n’est pas une date à calculer&#x202f;; écrivez date:+3 pour trois secondes plus tard</translation>
    </message>
    <message>
        <source>%1 is no status of an answer; choose one from 200 to 599</source>
        <translation>%1 n’est pas un statut de réponse&#x202f;; choisissez de 200 à 599</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::PolitenessPage</name>
    <message>
        <source>Nobody was asked to slow down yet. Answer 429 in the consumer&apos;s panel (Ctrl+1), and see who waits.</source>
        <translation>Personne n’a encore été prié de ralentir. Répondez 429 dans le panneau du consommateur (Ctrl+1), et voyez qui attend.</translation>
    </message>
    <message>
        <source>Manners of each feed</source>
        <translation>Conduite de chaque flux</translation>
    </message>
    <message>
        <source>Exchange %1, %2: %3</source>
        <translation>Échange %1, %2&#xa0;: %3</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::PolitenessTableModel</name>
    <message>
        <source>same</source>
        <translation>même</translation>
    </message>
    <message>
        <source>other</source>
        <translation>autre</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::ProducerPanel</name>
    <message>
        <source>Push</source>
        <translation>Pousser</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprise</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Un pas</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Target URL</source>
        <translation>URL cible</translation>
    </message>
    <message>
        <source>Bearer token of the target</source>
        <translation>Jeton bearer de la cible</translation>
    </message>
    <message>
        <source>EntityEventSource</source>
        <translation>EntityEventSource</translation>
    </message>
    <message>
        <source>Leave empty to send no such field</source>
        <translation>Laisser vide pour ne pas envoyer ce champ</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Connexion</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Authentification</translation>
    </message>
    <message>
        <source>Misbehaviour</source>
        <translation>Écarts</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Ressource</translation>
    </message>
    <message>
        <source>Push the feed to the target (F5)</source>
        <translation>Pousser le flux vers la cible (F5)</translation>
    </message>
    <message>
        <source>Let no further request go (F6)</source>
        <translation>Ne plus laisser partir de requête (F6)</translation>
    </message>
    <message>
        <source>Go on (F7)</source>
        <translation>Continuer (F7)</translation>
    </message>
    <message>
        <source>Let one request go (F8)</source>
        <translation>Laisser partir une requête (F8)</translation>
    </message>
    <message>
        <source>End this push (F9)</source>
        <translation>Terminer cet envoi (F9)</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>What to push</source>
        <translation>Quoi pousser</translation>
    </message>
    <message>
        <source>Feed</source>
        <translation>Flux</translation>
    </message>
    <message>
        <source>One request</source>
        <translation>Une requête</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Cible</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Jeton</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>NO CERTIFICATE IS VERIFIED</source>
        <translation>AUCUN CERTIFICAT N’EST VÉRIFIÉ</translation>
    </message>
    <message>
        <source>Whoever sits on the way can read and change everything, the token included. Trust a certificate by its CA instead.</source>
        <translation>Quiconque est sur le chemin peut tout lire et changer, jeton compris. Fiez-vous plutôt à un certificat par son AC.</translation>
    </message>
    <message>
        <source>Not safe</source>
        <translation>Non sûr</translation>
    </message>
    <message>
        <source>OAuth 2, client credentials</source>
        <translation>OAuth 2, client credentials</translation>
    </message>
    <message>
        <source>no token</source>
        <translation>sans jeton</translation>
    </message>
    <message>
        <source>the token above</source>
        <translation>le jeton ci-dessus</translation>
    </message>
    <message>
        <source>kinds: %1</source>
        <translation>sortes&#xa0;: %1</translation>
    </message>
    <message>
        <source>Nothing is being pushed.</source>
        <translation>Rien n’est en cours d’envoi.</translation>
    </message>
    <message>
        <source>Pushing to the target.</source>
        <translation>Envoi vers la cible.</translation>
    </message>
    <message>
        <source>To %1.</source>
        <translation>Vers %1.</translation>
    </message>
    <message>
        <source>The consumer asked to wait.</source>
        <translation>Le consommateur a demandé d’attendre.</translation>
    </message>
    <message>
        <source>The last request failed; it is sent again.</source>
        <translation>La dernière requête a échoué&#x202f;; elle est renvoyée.</translation>
    </message>
    <message>
        <source>Held by you. Resume goes on, Step lets one request go.</source>
        <translation>En pause, par vous. «&#xa0;Reprise&#xa0;» continue, «&#xa0;Un pas&#xa0;» laisse partir une requête.</translation>
    </message>
    <message>
        <source>It gave up. Resume tries again.</source>
        <translation>Il a renoncé. «&#xa0;Reprise&#xa0;» réessaie.</translation>
    </message>
    <message>
        <source>Everything was delivered.</source>
        <translation>Tout a été livré.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>Inactif</translation>
    </message>
    <message>
        <source>Pushing, %1 events/s</source>
        <translation>Envoi, %1 évén./s</translation>
    </message>
    <message>
        <source>Holding %1</source>
        <translation>En attente, %1</translation>
    </message>
    <message>
        <source>Trying again in %1</source>
        <translation>Nouvelle tentative dans %1</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>En pause</translation>
    </message>
    <message>
        <source>Halted</source>
        <translation>Arrêté</translation>
    </message>
    <message>
        <source>Done, %1 delivered</source>
        <translation>Terminé, livrés&#xa0;: %1</translation>
    </message>
    <message>
        <source>%1 events wait.</source>
        <translation>En attente&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Avancé</translation>
    </message>
    <message>
        <source>Following, %1 events/s</source>
        <translation>Suivi, %1 évén./s</translation>
    </message>
    <message>
        <source>the token above, then another</source>
        <translation>le jeton ci-dessus, puis un autre</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::Remarking</name>
    <message>
        <source>Mark</source>
        <translation>Marquer</translation>
    </message>
    <message>
        <source>Write a note…</source>
        <translation>Écrire une note…</translation>
    </message>
    <message>
        <source>Show what is marked</source>
        <translation>Montrer ce qui est marqué</translation>
    </message>
    <message>
        <source>Mark the chosen rows, or take their marks away (M)</source>
        <translation>Marquer les lignes choisies, ou retirer leurs marques (M)</translation>
    </message>
    <message>
        <source>Write down what there is to say about the chosen rows (N)</source>
        <translation>Noter ce qu’il y a à dire des lignes choisies (N)</translation>
    </message>
    <message>
        <source>Show only what is marked (Shift+M)</source>
        <translation>Ne montrer que ce qui est marqué (Maj+M)</translation>
    </message>
    <message>
        <source>Exchange %1</source>
        <translation>Échange %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 de %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 et %n autre</numerusform>
            <numerusform>%1 et %n autres</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pushbench::ui::ResourceForm</name>
    <message>
        <source>Time</source>
        <translation>Heure</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Réponse</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Requête</translation>
    </message>
    <message>
        <source>Address of the resource</source>
        <translation>Adresse de la ressource</translation>
    </message>
    <message>
        <source>Port of the resource</source>
        <translation>Port de la ressource</translation>
    </message>
    <message>
        <source>Port; 0 picks a free one</source>
        <translation>Port&#x202f;; 0 en choisit un libre</translation>
    </message>
    <message>
        <source>Token of the resource</source>
        <translation>Jeton de la ressource</translation>
    </message>
    <message>
        <source>Leave it empty, and one is made</source>
        <translation>Vide, il est créé</translation>
    </message>
    <message>
        <source>resource URL</source>
        <translation>URL de la ressource</translation>
    </message>
    <message>
        <source>resource token</source>
        <translation>jeton de la ressource</translation>
    </message>
    <message>
        <source>resume URL</source>
        <translation>URL de reprise</translation>
    </message>
    <message>
        <source>What the resource was asked</source>
        <translation>Ce qui fut demandé à la ressource</translation>
    </message>
    <message>
        <source>The newest requests that the resource answered</source>
        <translation>Les dernières requêtes auxquelles la ressource a répondu</translation>
    </message>
    <message>
        <source>a new one</source>
        <translation>un nouveau</translation>
    </message>
    <message>
        <source>Listen on</source>
        <translation>Écouter sur</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Jeton</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprise</translation>
    </message>
    <message>
        <source>does not listen</source>
        <translation>n’écoute pas</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation>%1 évén.</translation>
    </message>
    <message>
        <source>off</source>
        <translation>arrêtée</translation>
    </message>
    <message>
        <source>Stop the resource</source>
        <translation>Arrêter la ressource</translation>
    </message>
    <message>
        <source>Host the resource</source>
        <translation>Héberger la ressource</translation>
    </message>
    <message>
        <source>The EntityEvent resource, its records, and POST /resume</source>
        <translation>La ressource EntityEvent, ses enregistrements et POST /resume</translation>
    </message>
    <message>
        <source>Does not listen</source>
        <translation>N’écoute pas</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Arrêtée</translation>
    </message>
    <message>
        <source>Host it, and consumers can replay what they missed.</source>
        <translation>Hébergez-la, et les consommateurs pourront relire ce qui leur manque.</translation>
    </message>
    <message>
        <source>Events: %1. Requests: %2.</source>
        <translation>Événements&#xa0;: %1. Requêtes&#xa0;: %2.</translation>
    </message>
    <message>
        <source>It shows the events of the next push. Requests: %1.</source>
        <translation>Elle montre les événements du prochain envoi. Requêtes&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Asked to resume: %1.</source>
        <translation>Reprises demandées&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>À l’écoute</translation>
    </message>
    <message>
        <source>Security of the resource</source>
        <translation>Sécurité de la ressource</translation>
    </message>
    <message>
        <source>TLS 1.2 and 1.3, with HTTP/2 for those who ask for it</source>
        <translation>TLS 1.2 et 1.3, avec HTTP/2 pour qui le demande</translation>
    </message>
    <message>
        <source>Certificate file of the resource</source>
        <translation>Fichier du certificat de la ressource</translation>
    </message>
    <message>
        <source>The certificate and those that lead to it, PEM</source>
        <translation>Le certificat et ceux qui y mènent, PEM</translation>
    </message>
    <message>
        <source>Key file of the resource</source>
        <translation>Fichier de la clé de la ressource</translation>
    </message>
    <message>
        <source>The certificate&apos;s private key, PEM</source>
        <translation>La clé privée du certificat, PEM</translation>
    </message>
    <message>
        <source>file that clients have to trust</source>
        <translation>fichier auquel les clients doivent se fier</translation>
    </message>
    <message>
        <source>plain HTTP</source>
        <translation>HTTP en clair</translation>
    </message>
    <message>
        <source>TLS, self-signed</source>
        <translation>TLS, autosigné</translation>
    </message>
    <message>
        <source>TLS, own certificate</source>
        <translation>TLS, votre certificat</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sécurité</translation>
    </message>
    <message>
        <source>Choose a certificate</source>
        <translation>Choisir un certificat</translation>
    </message>
    <message>
        <source>Choose a key</source>
        <translation>Choisir une clé</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Certificat</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Clé</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Confiance</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::SequenceStrip</name>
    <message>
        <source>Sequence</source>
        <translation>Séquence</translation>
    </message>
    <message>
        <source>Feed shown in the strip</source>
        <translation>Flux montré dans la bande</translation>
    </message>
    <message>
        <source>Whole feed</source>
        <translation>Flux entier</translation>
    </message>
    <message>
        <source>Show all numbers of the feed (0)</source>
        <translation>Montrer tous les numéros du flux (0)</translation>
    </message>
    <message>
        <source>reached at %1</source>
        <translation>atteint à %1</translation>
    </message>
    <message>
        <source>reached from %1 to %2</source>
        <translation>atteints de %1 à %2</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1&#xa0;: %2, %3</translation>
    </message>
    <message>
        <source>; %1</source>
        <translation>; %1</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::SessionActions</name>
    <message>
        <source>Sessions (*.pushbench);;All files (*)</source>
        <translation>Sessions (*.pushbench);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>&amp;Nouvelle</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>&amp;Ouvrir…</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Enregistrer…</translation>
    </message>
    <message>
        <source>Begin a new session</source>
        <translation>Commencer une nouvelle session</translation>
    </message>
    <message>
        <source>Keep this session in a file</source>
        <translation>Garder cette session dans un fichier</translation>
    </message>
    <message>
        <source>Begin a new session?</source>
        <translation>Commencer une nouvelle session&#x202f;?</translation>
    </message>
    <message>
        <source>Open another session?</source>
        <translation>Ouvrir une autre session&#x202f;?</translation>
    </message>
    <message>
        <source>New session</source>
        <translation>Nouvelle session</translation>
    </message>
    <message>
        <source>Pushbench</source>
        <translation>Pushbench</translation>
    </message>
    <message>
        <source>Exchanges that are in no file yet: %1.</source>
        <translation>Échanges qui ne sont encore dans aucun fichier&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Open a session</source>
        <translation>Ouvrir une session</translation>
    </message>
    <message>
        <source>Save the session</source>
        <translation>Enregistrer la session</translation>
    </message>
    <message>
        <source>Open a recorded session, an evidence bundle, or a HAR or NDJSON file</source>
        <translation>Ouvrir une session enregistrée, un dossier de preuves, ou un fichier HAR ou NDJSON</translation>
    </message>
    <message>
        <source>Sessions and recordings (*.pushbench *.pushbundle *.har *.ndjson *.jsonl);;All files (*)</source>
        <translation>Sessions et enregistrements (*.pushbench *.pushbundle *.har *.ndjson *.jsonl);;Tous les fichiers (*)</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::SessionPage</name>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Zoom a&amp;vant</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Zoom a&amp;rrière</translation>
    </message>
    <message>
        <source>&amp;Whole feed</source>
        <translation>Flux &amp;entier</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Raccourcis clavier</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Touche</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Effet</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::SignInForm</name>
    <message>
        <source>Token URL</source>
        <translation>URL de jeton</translation>
    </message>
    <message>
        <source>Tokens come from there, instead of the one above; empty: that one is used</source>
        <translation>Les jetons viennent de là, au lieu de celui ci-dessus&#x202f;; vide&#xa0;: celui-ci sert</translation>
    </message>
    <message>
        <source>Client ID</source>
        <translation>ID client</translation>
    </message>
    <message>
        <source>Client secret</source>
        <translation>Secret client</translation>
    </message>
    <message>
        <source>The secret, or @FILE with it</source>
        <translation>Le secret, ou @FICHIER qui le contient</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Portée</translation>
    </message>
    <message>
        <source>Empty: the endpoint&apos;s own default</source>
        <translation>Vide&#xa0;: la valeur par défaut du serveur de jetons</translation>
    </message>
    <message>
        <source>What is wrong with the sign-in</source>
        <translation>Ce qui ne va pas dans l’authentification</translation>
    </message>
    <message>
        <source>default</source>
        <translation>défaut</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Secret</translation>
    </message>
    <message>
        <source>Next bearer token of the target</source>
        <translation>Jeton suivant de la cible</translation>
    </message>
    <message>
        <source>It replaces the one above once that is answered 401; the token, or @FILE with it</source>
        <translation>Il remplace celui du dessus dès que la réponse à celui-ci est 401&#x202f;; le jeton, ou @FICHIER qui le contient</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>Next token</source>
        <translation>Jeton suivant</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::StatusLine</name>
    <message>
        <source>%1 events/s</source>
        <translation>%1 évén./s</translation>
    </message>
    <message>
        <source>no exchanges</source>
        <translation>aucun échange</translation>
    </message>
    <message>
        <source>no open gaps</source>
        <translation>aucun trou ouvert</translation>
    </message>
    <message>
        <source>exchanges: %1</source>
        <translation>échanges&#xa0;: %1</translation>
    </message>
    <message>
        <source>%1 open</source>
        <translation>ouverts %1</translation>
    </message>
    <message>
        <source>%1 hidden</source>
        <translation>cachés %1</translation>
    </message>
    <message>
        <source>gaps: %1</source>
        <translation>trous&#xa0;: %1</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>perdus&#xa0;: %1</translation>
    </message>
    <message>
        <source>held %1</source>
        <translation>attend %1</translation>
    </message>
    <message>
        <source>trying again in %1</source>
        <translation>nouvelle tentative dans %1</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>non enregistrée</translation>
    </message>
    <message>
        <source>%1 · %2 on disk</source>
        <translation>%1 · %2 sur disque</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::StripCanvas</name>
    <message>
        <source>Sequence strip</source>
        <translation>Bande des séquences</translation>
    </message>
    <message>
        <source>No events yet.</source>
        <translation>Pas encore d’événements.</translation>
    </message>
    <message>
        <source>Shows %1 of %2</source>
        <translation>Montre %1 sur %2</translation>
    </message>
    <message>
        <source>The numbers of a feed appear here.</source>
        <translation>Les numéros d’un flux apparaissent ici.</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::StripLegend</name>
    <message>
        <source>Legend of the sequence strip</source>
        <translation>Légende de la bande des séquences</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::ThemeMenu</name>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Thème</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Comme le &amp;système</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Clair</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>S&amp;ombre</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::TriageForm</name>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Resource to ask</source>
        <translation>Ressource à interroger</translation>
    </message>
    <message>
        <source>The service root of the producer&apos;s EntityEvent resource</source>
        <translation>La racine de service de la ressource EntityEvent du producteur</translation>
    </message>
    <message>
        <source>Token of the resource to ask</source>
        <translation>Jeton de la ressource à interroger</translation>
    </message>
    <message>
        <source>Its bearer token, or @FILE; leave it empty to send none</source>
        <translation>Son jeton bearer, ou @FICHIER&#x202f;; vide&#xa0;: aucun</translation>
    </message>
    <message>
        <source>Grace</source>
        <translation>Délai</translation>
    </message>
    <message>
        <source>A hole that is younger is open: its event may be under way</source>
        <translation>Un trou plus jeune est ouvert&#xa0;: son événement est peut-être en route</translation>
    </message>
    <message>
        <source>Settle</source>
        <translation>Repos</translation>
    </message>
    <message>
        <source>Between the two reads that must agree that a number is hidden</source>
        <translation>Entre les deux lectures qui doivent s’accorder qu’un numéro est caché</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>Échéance</translation>
    </message>
    <message>
        <source>A published event that was not pushed for so long is lost</source>
        <translation>Un événement publié et non poussé aussi longtemps est perdu</translation>
    </message>
    <message>
        <source>Use our own</source>
        <translation>La nôtre</translation>
    </message>
    <message>
        <source>Use our own resource</source>
        <translation>Utiliser notre ressource</translation>
    </message>
    <message>
        <source>Ask the resource that our producer hosts</source>
        <translation>Interroger la ressource qu’héberge notre producteur</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Ressource</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Jeton</translation>
    </message>
    <message>
        <source>cannot ask</source>
        <translation>interrogation impossible</translation>
    </message>
    <message>
        <source>nobody is asked</source>
        <translation>personne interrogé</translation>
    </message>
    <message>
        <source>asks %1</source>
        <translation>interroge %1</translation>
    </message>
    <message>
        <source>no evidence</source>
        <translation>sans preuve</translation>
    </message>
    <message>
        <source>Stop asking</source>
        <translation>Cesser d’interroger</translation>
    </message>
    <message>
        <source>Ask about gaps</source>
        <translation>Interroger sur les trous</translation>
    </message>
    <message>
        <source>Ask the resource whether missing numbers are hidden or lost</source>
        <translation>Demander à la ressource si les numéros manquants sont cachés ou perdus</translation>
    </message>
    <message>
        <source>Cannot ask</source>
        <translation>Interrogation impossible</translation>
    </message>
    <message>
        <source>Nobody is asked</source>
        <translation>Personne n’est interrogé</translation>
    </message>
    <message>
        <source>Gaps stay unexplained: only the producer&apos;s EntityEvent resource knows whether they are hidden or lost.</source>
        <translation>Les trous restent inexpliqués&#xa0;: seule la ressource EntityEvent du producteur sait s’ils sont cachés ou perdus.</translation>
    </message>
    <message>
        <source>It proves nothing now</source>
        <translation>Elle ne prouve rien pour l’instant</translation>
    </message>
    <message>
        <source>Asks %1</source>
        <translation>Interroge %1</translation>
    </message>
    <message>
        <source>One request at a time, about gaps older than %1.</source>
        <translation>Une requête à la fois, sur les trous de plus de %1.</translation>
    </message>
</context>
<context>
    <name>pushbench::ui::Waterfall</name>
    <message>
        <source>Timing</source>
        <translation>Durées</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
</context>
</TS>
